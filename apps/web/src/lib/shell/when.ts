import type { Language } from '@morgenkreis/protocol'
import type { Words } from '@morgenkreis/words'

/** This instant on the reader's clock, ISO 8601, UTC. */
export const now = () => new Date().toISOString()

/** British English, since the day stands before the month there, too. */
export const locales: Record<Language, string> = { de: 'de-DE', en: 'en-GB' }
// Calendar days and clocks are the Kita's, wherever the reader is; server and browser then agree, too.
const timeZone = 'Europe/Berlin'

type Near = Record<'today' | 'yesterday', string>

/** How instants (ISO 8601, UTC) are said; `now` decides what is today. */
export function when(language: Language, { shell }: Words) {
  const locale = locales[language]
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone, ...options })
  const clock = format({ hour: language === 'de' ? 'numeric' : '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const date = format({ weekday: 'long', day: 'numeric', month: 'long' })
  const short = format({ weekday: 'short', day: 'numeric', month: 'short' })
  const key = new Intl.DateTimeFormat('en-CA', { timeZone })

  const dayKey = (at: string) => key.format(new Date(at))
  const named = (at: string, now: string, { today, yesterday: before }: Near = shell.day) => {
    const day = dayKey(at)
    if (day === dayKey(now)) return today
    const yesterday = new Date(`${dayKey(now)}T12:00:00Z`)
    yesterday.setUTCDate(yesterday.getUTCDate() - 1)
    return day === dayKey(yesterday.toISOString()) ? before : undefined
  }
  const dayAndClock = (at: string, near: string | undefined) =>
    shell.at({ day: near ?? short.format(new Date(at)), time: clock.format(new Date(at)) })
  return {
    dayKey,
    clock: (at: string) => clock.format(new Date(at)),
    day: (at: string, now: string) => named(at, now) ?? date.format(new Date(at)),
    dayAndClock: (at: string, now: string) => dayAndClock(at, named(at, now)),
    /** As it reads in the middle of a sentence. */
    within: { dayAndClock: (at: string, now: string) => dayAndClock(at, named(at, now, shell.day.within)) },
    hour: (at: string) => Number(format({ hour: 'numeric', hourCycle: 'h23' }).formatToParts(new Date(at))[0]?.value),
  }
}
