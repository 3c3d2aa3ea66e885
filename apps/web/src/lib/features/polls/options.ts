import { fewestOptions, longestOption, mostOptions, type pollKinds } from '@morgenkreis/protocol/poll-limits'

/** The options as they were entered, each on a line of its own; blank lines are none. */
export const optionsIn = (lines: string): string[] =>
  lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** What is wrong with them, if anything. Free text has none, whatever was left in the field. */
export function wrongOptions(
  kind: (typeof pollKinds)[number],
  options: readonly string[],
): 'few' | 'many' | 'twice' | 'long' | undefined {
  if (kind === 'text') return undefined
  if (options.length < fewestOptions) return 'few'
  if (options.length > mostOptions) return 'many'
  if (new Set(options).size < options.length) return 'twice'
  return options.some((option) => option.length > longestOption) ? 'long' : undefined
}
