import {
  load,
  loadAsking,
  loadModeration,
  loadOffice,
  loadPublishing,
  loadPush,
  loadReports,
  loadTalk,
} from '@morgenkreis/words'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** What stands on German screens. */
export const words = await load('de')
/** And on those from which a facility is run. */
export const office = await loadOffice('de')
/** And where something is reported and judged. */
export const moderation = await loadModeration('de')
/** And in chats. */
export const talk = await loadTalk('de')
/** And where staff write, and watch what became of it. */
export const publishing = await loadPublishing('de')
/** And where readers are asked for something. */
export const asking = await loadAsking('de')
/** And on those about who comes and who does not. */
export const reporting = await loadReports('de')
export const push = await loadPush('de')

const within = { timeout: 30_000 }

/** Waits until there are so many of these; one if left out. */
export async function seen(locator: Locator, count = 1): Promise<void> {
  await expect.poll(() => locator.filter({ visible: true }).count(), within).toBe(count)
}

export const gone = (locator: Locator) => seen(locator, 0)

/** Waits until this has the focus; says what had it instead. */
export async function focused(locator: Locator): Promise<void> {
  await expect.poll(() => locator.evaluate(wrongFocus), within).toBe(undefined)
}

const wrongFocus = (element: Element) =>
  element === document.activeElement ? undefined : document.activeElement?.outerHTML.slice(0, 200)

/** The form under an announcement. */
export function composerOf(page: Page) {
  const form = page.locator('form').filter({ has: page.getByRole('button', { name: words.composer.submit }) })
  return {
    text: form.getByLabel(words.composer.label),
    tick: form.getByRole('checkbox'),
    send: form.getByRole('button', { name: words.composer.submit }),
    alert: form.getByRole('alert'),
  }
}

/** The comments that stand in the log, with this text. */
export const commentIn = (page: Page, text: string) =>
  page.getByRole('log').locator('.bubble').filter({ hasText: text })
