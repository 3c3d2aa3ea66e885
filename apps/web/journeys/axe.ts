import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

type Results = Awaited<ReturnType<AxeBuilder['analyze']>>

declare global {
  /** In pages, from the first look on. */
  var axe: { run(options: object): Promise<Results> } | undefined
}

/** Which rules of axe this page breaks, and where; all rules, or these alone. */
export async function violations(page: Page, only?: readonly string[]): Promise<string[]> {
  const chosen = only === undefined ? { rules: { 'target-size': { enabled: true } } } : { runOnly: [...only] }
  // Passed checks are not told: to carry them over would take longer than to make them.
  const options = { resultTypes: ['violations' as const], ...chosen }
  const again = await page.evaluate((options) => globalThis.axe?.run(options), options)
  const results = again ?? (await new AxeBuilder({ page }).setLegacyMode().options(options).analyze())
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`))
}
