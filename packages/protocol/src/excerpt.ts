/** The most characters (code points) of a quoted text that are repeated. */
export const longestExcerpt = 140

/** The beginning of a text as a quotation shows it: one line, cut between characters. */
export function excerptOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const characters = [...line]
  if (characters.length <= longestExcerpt) return line
  return `${characters
    .slice(0, longestExcerpt - 1)
    .join('')
    .trimEnd()}…`
}
