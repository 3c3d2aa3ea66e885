import type { Day, Span } from '@morgenkreis/protocol'
import { isClosedOn } from '../closings.ts'
import { dayAfter, daysBetween, isOpenOn } from './span.ts'

/** So far ahead, in days, staff see who will be there: what is farther off is hardly known. */
const ahead = 14

/** Can staff ask who is there on this day? */
export function isWithinSight(day: Day, today: Day): boolean {
  const until = daysBetween(today, day)
  return until >= 0 && until <= ahead
}

/** The next so many days on which the facility is open, after today. */
export const openDaysAfter = (today: Day, closings: readonly Span[], count: number): Day[] =>
  Array.from({ length: ahead }, (_, n) => dayAfter(today, n + 1))
    .filter((day) => isOpenOn(day) && !isClosedOn(closings, day))
    .slice(0, count)
