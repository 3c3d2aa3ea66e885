import type { Page } from 'playwright-core'

/** What is wider than the page, by its tag and classes; empty if nothing makes the page scroll sideways. */
export async function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const wide = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 0.5,
    )
    const named = wide.slice(0, 3).map((element) => [element.localName, ...element.classList].join('.'))
    return named.length > 0 ? named : ['the page itself']
  })
}
