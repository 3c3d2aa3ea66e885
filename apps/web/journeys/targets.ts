import type { Page } from 'playwright-core'

/** What is smaller to the finger than the 44 px that every target has (design: targets). */
export const smallTargets = (page: Page): Promise<string[]> => page.evaluate(measured)

function measured(): string[] {
  const half = 21.5
  const targets = document.querySelectorAll<HTMLElement>(
    'a[href], button, input:not([type=hidden]), textarea, select, summary',
  )
  const small = [...targets].filter((target) => {
    const label = target instanceof HTMLInputElement ? target.closest('label') : null
    const area = label ?? target
    if (!area.checkVisibility({ visibilityProperty: true }) || area.getBoundingClientRect().width <= 1) return false
    area.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
    const { left, right, top, bottom } = area.getBoundingClientRect()
    const [x, y] = [(left + right) / 2, (top + bottom) / 2]
    const points = [
      [x, y - half],
      [x, y + half],
      [x - half, y],
      [x + half, y],
    ] as const
    return !points.every(([x, y]) => {
      const hit = document.elementFromPoint(x, y)
      return hit === null || area.contains(hit)
    })
  })
  return small.map((target) => {
    const { width, height } = (target.closest('label') ?? target).getBoundingClientRect()
    return `target of ${Math.round(width)}×${Math.round(height)}: ${target.outerHTML.slice(0, 120)}`
  })
}
