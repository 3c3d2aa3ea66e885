import type { Day, RefusalCode, Span } from '@morgenkreis/protocol'

const dayMs = 24 * 60 * 60 * 1000

/** A report reaches so far back, and so far ahead, in days. */
const earliest = 31
const latest = 183
/** The longest report; whoever is away for longer says so again. */
const longest = 92

// Noon: whatever a clock is set to, it stays the same day.
const noonOf = (day: Day) => Date.parse(`${day}T12:00:00Z`)

/** How many days lie between two; negative if `to` is the earlier one. */
export const daysBetween = (from: Day, to: Day): number => Math.round((noonOf(to) - noonOf(from)) / dayMs)

/** The day so many days after this one, or before it. */
export const dayAfter = (day: Day, days: number): Day => new Date(noonOf(day) + days * dayMs).toISOString().slice(0, 10)

/** Days are strings in which order of letters is order of time. */
export const isOn = ({ from, to }: Span, day: Day): boolean => from <= day && day <= to

/** Facilities look after children from Monday to Friday. */
export const isOpenOn = (day: Day): boolean => ![0, 6].includes(new Date(noonOf(day)).getUTCDay())

/** The days of a report as they can be meant, or why not. */
export function soundSpan({ from, to }: Span, today: Day): Span | RefusalCode {
  const ahead = daysBetween(today, from)
  const lasts = daysBetween(from, to) + 1
  if (ahead < -earliest || ahead > latest || lasts < 1 || lasts > longest) return 'dates-impossible'
  return { from, to }
}

/** Well again: the last day is the one before the child comes back, which is sooner than was reported. */
export function recovered({ from, to }: Span, back: Day): Span | RefusalCode {
  return from < back && back <= to ? { from, to: dayAfter(back, -1) } : 'dates-impossible'
}
