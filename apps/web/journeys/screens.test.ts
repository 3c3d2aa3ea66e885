import { AxeBuilder } from '@axe-core/playwright'
import { overflowing, roles } from '@morgenkreis/sandbox'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { House } from './house.ts'
import { smallTargets } from './targets.ts'
import { treeOf } from './tree.ts'
import { desktop, phone } from './window.ts'

const narrow = { width: 320, height: 640 }
/** In the dark nothing but the colours differs. */
const colours = ['color-contrast', 'link-in-text-block']

const house = await House.open()
afterAll(() => house.close())

const windows = new Map(
  await Promise.all(roles.map(async ({ person }) => [person, await house.window(person)] as const)),
)
const screens = roles.flatMap(({ name, person, screens }) =>
  screens.map((screen) => ({ ...screen, name: `${name}-${screen.name}`, window: windows.get(person) })),
)

test.for(screens)(
  '[K-09, look-01] $name: axe finds nothing, nothing scrolls sideways, and the tree is as it is written',
  async (screen) => {
    const { window, name, path, then } = screen
    if (window === undefined) throw new Error('no window')
    const { page } = window
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize(phone)
    await window.show(path)
    await then?.(page)
    const tree = await treeOf(page)
    const found = [
      ...(await violations(page, 'phone')),
      ...(await smallTargets(page)),
      ...(await violations(await as(page, phone, 'dark'), 'phone, dark', colours)),
      ...(await violations(await as(page, desktop, 'dark'), 'desktop, dark', colours)),
      ...(await violations(await as(page, desktop, 'light'), 'desktop')),
      ...(await overflowing(await as(page, narrow, 'light'))).map((what) => `320 px: ${what} is too wide`),
    ]
    expect(found).toEqual([])
    await expect(tree).toMatchFileSnapshot(`trees/${name}.txt`)
  },
)

async function as(page: Page, size: typeof phone, colorScheme: 'light' | 'dark'): Promise<Page> {
  await page.emulateMedia({ colorScheme })
  await page.setViewportSize(size)
  return page
}

async function violations(page: Page, where: string, only?: string[]): Promise<string[]> {
  // Passed checks are not told: to carry them over would take longer than to make them.
  const chosen = only === undefined ? { rules: { 'target-size': { enabled: true } } } : { runOnly: only }
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'], ...chosen })
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${where}: ${id} at ${target.join(' ')}`))
}
