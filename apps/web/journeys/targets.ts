import type { Page } from 'playwright-core'

/** What leaves a finger less than 44 px in either direction: too small, or covered by something else. */
export const smallTargets = (page: Page): Promise<string[]> => page.evaluate(measured)

function measured(): string[] {
  // Letters of a neighbour reach over its edge by a pixel or two.
  const reach = 20
  const open = document.querySelector('dialog:modal') ?? document
  const all = 'a[href], button, input:not([type=hidden]), textarea, select, summary'
  return [...open.querySelectorAll<HTMLElement>(all)].flatMap((target) => {
    // A box is ticked by its label, too.
    const area = target.closest('label') ?? target
    if (!area.checkVisibility({ visibilityProperty: true }) || area.getBoundingClientRect().width <= 1) return []
    area.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
    const { left, right, top, bottom, width, height } = area.getBoundingClientRect()
    const [x, y] = [(left + right) / 2, (top + bottom) / 2]
    const what = `${target.localName} "${(target.getAttribute('aria-label') ?? target.textContent).trim().slice(0, 40)}"`
    // The link of a card is laid out over all of it.
    const isSpread = getComputedStyle(target, '::after').position === 'absolute'
    const isSmall = !isSpread && Math.min(width, height) < 43.5
    const edges = [
      ['above', x, y - reach],
      ['below', x, y + reach],
      ['left', x - reach, y],
      ['right', x + reach, y],
    ] as const
    const covers = edges.flatMap(([side, x, y]) => {
      const hit = document.elementFromPoint(x, y)
      return hit === null || area.contains(hit) ? [] : [`${what}: ${side} a finger meets ${hit.outerHTML.slice(0, 80)}`]
    })
    return isSmall ? [`${what} is ${Math.round(width)}×${Math.round(height)}`, ...covers] : covers
  })
}
