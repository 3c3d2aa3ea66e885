import type { Day, Span } from '@morgenkreis/protocol'
import { dayAfter, daysBetween, isOn } from './reports/span.ts'

const longest = 92
/** So far ahead they can be planned, in days. */
const latest = 730
const keptMs = 365 * 24 * 60 * 60 * 1000

/** Everybody is reminded so many days ahead. */
const remindedAhead = 7

/** Closing days as they can be meant: not over already, at most two years ahead, and no longer than a summer. */
export function soundClosing({ from, to }: Span, today: Day): Span | 'closing-out-of-range' {
  const lasts = daysBetween(from, to) + 1
  return lasts < 1 || lasts > longest || to < today || daysBetween(today, to) > latest
    ? 'closing-out-of-range'
    : { from, to }
}

/** Is the facility closed on this day by what it entered? Weekends nobody enters. */
export const isClosedOn = (closings: readonly Span[], day: Day): boolean => closings.some((span) => isOn(span, day))

/** Those that are not over. */
export const comingClosings = <Closing extends Span>(closings: readonly Closing[], today: Day): Closing[] =>
  closings.filter(({ to }) => to >= today)

/** Those of which everybody is reminded: today, or within a week. */
export const nearClosings = <Closing extends Span>(closings: readonly Closing[], today: Day): Closing[] =>
  comingClosings(closings, today).filter(({ from }) => from <= dayAfter(today, remindedAhead))

/** Kept for a year after the last day; `ended` is when that day ends. */
export const closingKeptUntil = (ended: Date): Date => new Date(ended.getTime() + keptMs)
