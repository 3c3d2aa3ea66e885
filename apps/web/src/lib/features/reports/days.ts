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
  const near: Record<Day, string> = {
    [dayAfter(today, -1)]: texts.day.yesterday,
    [today]: texts.day.today,
    [dayAfter(today, 1)]: texts.day.tomorrow,
  }
  const day = (one: Day) => near[one] ?? short.format(new Date(`${one}T12:00:00Z`))
  return { day, span: ({ from, to }: Span) => texts.own.range({ from: day(from), to: day(to) }) }
}
