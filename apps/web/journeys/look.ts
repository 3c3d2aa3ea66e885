import { overflowing } from '@morgenkreis/sandbox'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { violations } from './axe.ts'
import { smallTargets } from './targets.ts'
import { treeOf } from './tree.ts'
import { desktop, phone, type Window } from './window.ts'

const narrow = { width: 320, height: 640 }
/** In the dark nothing but the colours differs. */
const colours = ['color-contrast', 'link-in-text-block']

interface State {
  readonly name: string
  readonly window: Window
  readonly path: string
  readonly then?: ((page: Page) => Promise<void>) | undefined
}

/** Looks at a screen in light and dark, on phone and desktop: nothing may be wrong with it, and its tree is as written. */
export async function look({ name, window, path, then }: State): Promise<void> {
  const { page } = window
  await as(page, phone, 'light')
  await window.show(path)
  await then?.(page)
  const tree = await treeOf(page)
  expect(await faultsOn(window)).toEqual([])
  await expect(tree).toMatchFileSnapshot(`trees/${name}.txt`)
}

/** What is wrong with the screen that is open: in the light, in the dark, on a phone, on a desktop, and where it is narrow. */
export async function faultsOn(window: Window): Promise<string[]> {
  const { page } = window
  return [
    ...(await violations(await as(page, phone, 'light'))),
    ...(await smallTargets(page)),
    ...(await violations(await as(page, phone, 'dark'), colours)).map((what) => `phone, dark: ${what}`),
    ...(await violations(await as(page, desktop, 'dark'), colours)).map((what) => `desktop, dark: ${what}`),
    ...(await violations(await as(page, desktop, 'light'))).map((what) => `desktop: ${what}`),
    ...(await overflowing(await as(page, narrow, 'light'))).map((what) => `320 px: ${what} is too wide`),
    // K-09: nothing was asked of a foreign origin, and nothing was thrown or complained of.
    ...window.wrong.splice(0),
  ]
}

async function as(page: Page, size: typeof phone, colorScheme: 'light' | 'dark'): Promise<Page> {
  await page.emulateMedia({ colorScheme })
  await page.setViewportSize(size)
  return page
}
