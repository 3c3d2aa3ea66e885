import type { Page } from 'playwright-core'
import type { Window } from './window.ts'

/** Opens a page whose scripts stay away until something was entered; answers what its fields held before they ran, and after. */
export async function enteredBeforeScripts(
  { page }: Window,
  path: string,
  enter: () => Promise<void>,
): Promise<{ before: string[]; after: string[] }> {
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/*.js', (route) => released.then(() => route.fallback()))
  try {
    await page.goto(path, { waitUntil: 'domcontentloaded' })
    const offered = await heldBy(page)
    await enter()
    const before = await heldBy(page)
    if (before.join() === offered.join()) throw new Error(`nothing was entered on ${path}`)
    release()
    // Kit adds it as soon as the page is hydrated.
    await page.locator('#svelte-announcer').waitFor({ state: 'attached' })
    return { before, after: await heldBy(page) }
  } finally {
    release()
  }
}

/** What the fields on this page would send now. */
const heldBy = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.forms].flatMap((form) => {
      const hidden = new Set(Array.from(form.querySelectorAll('[type=hidden]'), (field) => field.getAttribute('name')))
      return [...new FormData(form)].flatMap(([name, value]) =>
        hidden.has(name) ? [] : `${name}=${typeof value === 'string' ? value : value.name}`,
      )
    }),
  )
