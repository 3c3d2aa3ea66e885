import type { Page } from 'playwright-core'

/** What leaves a finger less than 44 px in either direction: too small, or covered by something else. */
export const smallTargets = (page: Page): Promise<string[]> => page.evaluate(measured)

function measured(): string[] {
  // A pixel less on each side: where two meet, whole pixels decide.
  const half = 21
  const open = document.querySelector('dialog:modal') ?? document
  const all = 'a[href], button, input:not([type=hidden]), textarea, select, summary'
  return [...open.querySelectorAll<HTMLElement>(all)].flatMap((target) => {
    // A box is ticked by its label, too.
    const area = target.closest('label') ?? target
    if (!area.checkVisibility({ visibilityProperty: true }) || area.getBoundingClientRect().width <= 1) return []
    area.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
    const { left, right, top, bottom } = area.getBoundingClientRect()
    const [x, y] = [(left + right) / 2, (top + bottom) / 2]
    const edges = [
      ['above', x, y - half],
      ['below', x, y + half],
      ['left', x - half, y],
      ['right', x + half, y],
    ] as const
    const what = `${target.localName} "${(target.getAttribute('aria-label') ?? target.textContent).trim().slice(0, 40)}"`
    return edges.flatMap(([side, x, y]) => {
      const hit = document.elementFromPoint(x, y)
      return hit === null || area.contains(hit) ? [] : [`${what}: ${side} a finger meets ${hit.outerHTML.slice(0, 80)}`]
    })
  })
}
