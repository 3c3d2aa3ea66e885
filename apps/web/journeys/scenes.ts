import { apfelhof, kim, named } from '@morgenkreis/world'
import type { Page } from 'playwright-core'
import { seen } from './acts.ts'
import { anna, clara, paula, type Actor } from './cast.ts'
import type { House } from './house.ts'
import { iphone, type Window, type WindowOptions } from './window.ts'

/** A screen that is there once somebody did something, or on some devices only. */
export interface Scene {
  readonly name: string
  /** Who sees it, under this hat; null is a visitor. */
  readonly who: Pick<Actor, 'person' | 'as'> | null
  readonly userAgent?: string
  /** Does what comes before it; answers where it is then. */
  readonly stage: (house: House) => string | Promise<string>
  /** What such a device already holds or allows. */
  readonly device?: (window: Window, house: House) => Promise<unknown>
  /** What the person waits for or does there. */
  readonly then?: (page: Page) => Promise<void>
}

/** What was written for them, by whoever writes it: the same in every language. */
export const writtenInScenes = ['Teamtag im Advent', 'Seit heute Nacht.']

export const dayIn = (days: number) => Temporal.Now.plainDateISO('Europe/Berlin').add({ days }).toString()
export const instantIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

const council: Scene = {
  name: 'council-chat',
  who: { person: clara.person, as: named.clara.council },
  stage: () => `/post/chat/${apfelhof}`,
}

const closing: Scene = {
  name: 'head-closing-changes',
  who: anna,
  async stage(house) {
    const days = { from: dayIn(60), to: dayIn(61), reason: 'Teamtag im Advent' }
    const { id } = await house.act(anna, 'closing.add', { facility: apfelhof, ...days })
    return `/einrichtung/schliesstage/${id}`
  },
}

const farewell: Scene = {
  name: 'farewell',
  who: null,
  stage: () => '/auf-wiedersehen',
  // As the deletion of an account leaves it.
  device: ({ context }, { origin }) =>
    context.addCookies([
      { name: 'quittung', value: `${instantIn(0)}_${instantIn(35)}`, url: `${origin}/auf-wiedersehen` },
    ]),
}

const install: Scene = {
  name: 'guardian-notifications-on-iphone',
  who: paula,
  userAgent: iphone,
  stage: () => '/mehr/mitteilungen',
  then: (page) => seen(page.getByRole('main').getByRole('heading', { level: 3 })),
}

const offer: Scene = {
  name: 'guardian-today-offer',
  who: paula,
  stage: () => '/heute',
  // A browser without a window was told no in advance.
  device: ({ context }) =>
    context.addInitScript(() => Object.defineProperty(Notification, 'permission', { get: () => 'default' })),
  then: (page) => seen(page.getByRole('complementary').getByRole('button')),
}

const change: Scene = {
  name: 'guardian-report-changes',
  who: paula,
  async stage(house) {
    for (const module of ['sick-notes', 'absences'] as const)
      await house.act(anna, 'module.switch', { facility: apfelhof, module, on: true })
    const { sickNotes } = await house.act(paula, 'sick-note.report', {
      ...{ children: [kim], illness: 'fever', from: dayIn(0), to: dayIn(1), note: 'Seit heute Nacht.' },
      consent: { version: 1, language: 'de', accepted: true },
    })
    return `/melden?aendern=${sickNotes[0]?.id}`
  },
}

/** The last one switches something on for all of them. */
export const scenes: readonly Scene[] = [council, closing, farewell, install, offer, change]

/** A window of whoever sees this scene. */
export async function windowOn(house: House, scene: Scene, locale?: WindowOptions['locale']): Promise<Window> {
  const { who, userAgent, device } = scene
  const window = await house.window(who?.person ?? null, {
    ...(userAgent !== undefined && { userAgent }),
    ...(locale !== undefined && { locale }),
  })
  if (who !== null) await window.context.addCookies([{ name: 'hat', value: who.as, url: house.origin }])
  await device?.(window, house)
  return window
}
