import { Installation } from '@morgenkreis/gateway'
import type { Ground } from '@morgenkreis/gateway'
import { sessionCookie } from '@morgenkreis/protocol'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { join } from 'node:path'
import type { Progress } from '../services/search.ts'
import { rolesOfMorning } from './cast-of-morning.ts'
import { roles } from './cast.ts'
import type { Role, Screen } from './cast.ts'
import { overflowing } from './overflow.ts'

interface Studio {
  readonly browser: Browser
  readonly folder: string
  readonly origin: string
  readonly ground: Ground
  readonly onProgress: Progress
}

const phone = { width: 390, height: 844 }
const desktop = { width: 1280, height: 800 }
/** The narrowest that must do without scrolling sideways (WCAG 2.2, 1.4.10). */
const narrow = { width: 320, height: 640 }

const takes = [
  { name: 'phone-light', size: phone, colorScheme: 'light', locale: 'de-DE' },
  { name: 'phone-dark', size: phone, colorScheme: 'dark', locale: 'de-DE' },
  { name: 'phone-english', size: phone, colorScheme: 'light', locale: 'en-GB' },
  { name: 'desktop-light', size: desktop, colorScheme: 'light', locale: 'de-DE' },
  { name: 'desktop-dark', size: desktop, colorScheme: 'dark', locale: 'de-DE' },
  { name: 'desktop-english', size: desktop, colorScheme: 'dark', locale: 'en-GB' },
  { name: 'narrow-light', size: narrow, colorScheme: 'light', locale: 'de-DE' },
] as const
type Take = (typeof takes)[number]

/** A picture of every screen in every take. Answers a sentence for each thing that is wrong with one. */
export async function takeAll(studio: Studio): Promise<string[]> {
  const wrong: string[] = []
  for (const role of [...roles, ...rolesOfMorning]) {
    for (const take of takes) {
      const context = await seatOf(studio, role, take)
      for (const screen of role.screens) wrong.push(...(await picture(studio, context, role, screen, take)))
      await context.close()
      studio.onProgress(`${role.name}, ${take.name}: ${role.screens.length} screens`)
    }
  }
  return wrong
}

async function seatOf({ browser, origin, ground }: Studio, { person }: Role, take: Take): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: take.size,
    colorScheme: take.colorScheme,
    reducedMotion: 'reduce',
    locale: take.locale,
    timezoneId: 'Europe/Berlin',
  })
  if (person === null) return context
  const value = await new Installation(ground).openSession(person)
  await context.addCookies([{ name: sessionCookie(false), value, url: origin, httpOnly: true, sameSite: 'Lax' }])
  return context
}

async function picture(
  { folder, origin }: Studio,
  context: BrowserContext,
  role: Role,
  screen: Screen,
  take: Take,
): Promise<string[]> {
  const name = `${role.name}-${screen.name}-${take.name}`
  const page = await context.newPage()
  const wrong = errorsOf(page)
  await page.goto(`${origin}${screen.path}`, { waitUntil: 'networkidle' })
  await screen.then?.(page)
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
  const wide = await overflowing(page)
  if (wide.length > 0) wrong.push(`scrolls sideways at ${take.size.width} px because of ${wide.join(', ')}`)
  await page.close()
  return wrong.map((what) => `${name} ${what}.`)
}

/** What goes wrong in a page while it is looked at. That a page is refused or missing is no error: some are meant to be. */
function errorsOf(page: Page): string[] {
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(`throws ${message}`))
  page.on('console', (message) => {
    if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return
    errors.push(`complains: ${message.text()}`)
  })
  return errors
}
