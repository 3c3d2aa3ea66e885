import { stripVTControlCharacters } from 'node:util'

/** What a failed build has printed, as one sentence: the first error, and where it stands. */
export function whyBuildFailed(printed: readonly string[]): string {
  const lines = printed.map((line) => stripVTControlCharacters(line).trim())
  const from = lines.findIndex((line) => line.startsWith('error during build'))
  const said = lines.slice(from + 1).filter((line) => line !== '' && !line.startsWith('Build failed with'))
  const what = (from === -1 ? lines.findLast(Boolean) : said[0]) ?? 'it said nothing'
  const where = said.map((line) => /\[ (\S+:\d+:\d+) \]/.exec(line)?.[1]).find((found) => found !== undefined)
  const error = `${what.slice(0, 300).replace(/\.$/, '')}${where === undefined ? '' : ` in ${where}`}`
  return `The web app could not be built (${error}): mend that, and start again; "npm run build" shows it all.`
}
