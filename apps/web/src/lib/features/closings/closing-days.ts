import type { Day, Language, Span } from '@morgenkreis/protocol'
import type { ClosingWords } from '@morgenkreis/words'

const locales: Record<Language, string> = { de: 'de-DE', en: 'en-GB' }

/** How closing days are said: those far ahead with their year. */
export function closingDays(language: Language, texts: ClosingWords, where: 'near' | 'far') {
  const format = new Intl.DateTimeFormat(locales[language], {
    ...{ timeZone: 'UTC', weekday: 'short' },
    ...{ day: 'numeric', month: 'long' },
    ...(where === 'far' && { year: 'numeric' }),
  })
  const day = (one: Day) => format.format(new Date(`${one}T12:00:00Z`))
  const span = ({ from, to }: Span) => (from === to ? day(from) : texts.range({ from: day(from), to: day(to) }))
  return { day, span }
}
