import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** Presses Tab (or Shift+Tab) until this has the focus. On its way the focus is always seen (WCAG 2.4.7, 2.4.11). */
export async function tabTo(page: Page, goal: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const passed: string[] = []
  for (let step = 0; step < 80; step++) {
    await page.keyboard.press(key)
    const { what, hidden } = await page.evaluate(focusNow)
    expect([...passed.slice(-3), what, hidden]).toEqual([...passed.slice(-3), what, undefined])
    passed.push(what)
    if (await goal.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`${key} never came there, but by ${passed.join(', ')}`)
}

/** What has the focus in the page, and why that cannot be seen. */
function focusNow(): { what: string; hidden: string | undefined } {
  const element = document.activeElement
  if (element === null || element === document.body) return { what: 'the page', hidden: undefined }
  const what = [element.localName, element.id, element.getAttribute('aria-label') ?? element.textContent]
    .join(' ')
    .trim()
  const { left, right, top, bottom } = element.getBoundingClientRect()
  const shares = [0.1, 0.5, 0.9]
  const points = shares.flatMap((x) =>
    shares.map((y) => [left + (right - left) * x, top + (bottom - top) * y] as const),
  )
  const isSeen = points.some(([x, y]) => {
    const top = document.elementFromPoint(x, y)
    return top !== null && (element.contains(top) || top.contains(element))
  })
  // The mark may be drawn around the whole card of a link, or around the label of a choice.
  const label = element.closest('label')
  const drawn = ['', '::after'].map((part) => getComputedStyle(element, part))
  if (label) drawn.push(getComputedStyle(label))
  const isMarked = drawn.some((style) => style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0)
  const hidden = !isSeen ? 'is covered' : isMarked ? undefined : 'has no mark of focus'
  return { what: what.replace(/\s+/g, ' ').slice(0, 60), hidden }
}
