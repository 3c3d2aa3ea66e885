import { dayAfter } from '@morgenkreis/domain'
import type { Day, Language, Span } from '@morgenkreis/protocol'
import type { ReportWords } from '@morgenkreis/words'
import { locales } from '#lib/shell/when.ts'

/** How calendar days are said, seen from `today`. */
export function days(language: Language, texts: ReportWords, today: Day) {
  const short = new Intl.DateTimeFormat(locales[language], {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  })
  const long = new Intl.DateTimeFormat(locales[language], {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  })
  const near: Record<Day, string> = {
    [dayAfter(today, -1)]: texts.day.yesterday,
    [today]: texts.day.today,
    [dayAfter(today, 1)]: texts.day.tomorrow,
  }
  const noonOf = (one: Day) => new Date(`${one}T12:00:00Z`)
  const day = (one: Day) => near[one] ?? short.format(noonOf(one))
  const whole = (one: Day) => long.format(noonOf(one))
  return { day, whole, span: ({ from, to }: Span) => texts.own.range({ from: day(from), to: day(to) }) }
}
