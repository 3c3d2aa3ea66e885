import { isOn, type QuietTime } from '@morgenkreis/domain'
import type { QuietHours, Span } from '@morgenkreis/protocol'

const zone = 'Europe/Berlin'
/** Hours that leave no gap would hold for ever: after a day what waits goes out. */
const longest = { hours: 24 }

/**
 * When it is no longer quiet: the end of all these daily hours, of a weekend, and of the days on which the facility is closed,
 * one into the other; null where it is not quiet now.
 */
export function quietUntil(now: Date, hours: readonly QuietTime[], closings: readonly Span[]): Date | null {
  const began = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone)
  let last = began.add(longest)
  let at = began
  for (;;) {
    const weekend = hours.some((each) => each.weekend === true) ? endOfWeekend(at) : null
    const closing = hours.some((each) => each.closings === true) ? endOfClosing(at, closings) : null
    // Whole days are meant to be longer than a day.
    const days = [weekend, closing].filter((end) => end !== null)
    if (days.length > 0) last = latestOf(days).add(longest)
    const ends = [...hours.map((each) => endOf(each, at)), ...days].filter((end) => end !== null)
    if (ends.length === 0) break
    at = latestOf(ends)
    if (Temporal.ZonedDateTime.compare(at, last) >= 0) return new Date(last.epochMilliseconds)
  }
  return at === began ? null : new Date(at.epochMilliseconds)
}

const latestOf = (ends: readonly Temporal.ZonedDateTime[]): Temporal.ZonedDateTime =>
  ends.reduce((latest, end) => (Temporal.ZonedDateTime.compare(end, latest) > 0 ? end : latest))

/** When the closing days end that are now; null where the facility is open. */
function endOfClosing(at: Temporal.ZonedDateTime, closings: readonly Span[]): Temporal.ZonedDateTime | null {
  const today = at.toPlainDate().toString()
  const end = closings
    .filter((span) => isOn(span, today))
    .map(({ to }) => to)
    .sort()
    .at(-1)
  return end === undefined ? null : Temporal.PlainDate.from(end).add({ days: 1 }).toZonedDateTime(zone)
}

const saturday = 6

/** When the weekend ends that is now; null on all other days. */
function endOfWeekend(at: Temporal.ZonedDateTime): Temporal.ZonedDateTime | null {
  if (at.dayOfWeek < saturday) return null
  return at
    .toPlainDate()
    .add({ days: 8 - at.dayOfWeek })
    .toZonedDateTime(zone)
}

/** When these hours end that hold now; null if they do not. */
function endOf({ from, to }: QuietHours, at: Temporal.ZonedDateTime): Temporal.ZonedDateTime | null {
  const clock = at.toPlainTime()
  const isAfter = (time: string) => Temporal.PlainTime.compare(clock, time) >= 0
  const overMidnight = Temporal.PlainTime.compare(from, to) > 0
  if (overMidnight ? !isAfter(from) && isAfter(to) : !isAfter(from) || isAfter(to)) return null
  const day = overMidnight && isAfter(from) ? at.toPlainDate().add({ days: 1 }) : at.toPlainDate()
  const end = day.toPlainDateTime(to)
  const first = end.toZonedDateTime(zone)
  // In the hour that comes twice the clock may have passed it once already.
  return Temporal.ZonedDateTime.compare(first, at) > 0 ? first : end.toZonedDateTime(zone, { disambiguation: 'later' })
}
