import type { QuietHours } from '@morgenkreis/protocol'

const zone = 'Europe/Berlin'
/** Hours that leave no gap would hold for ever: after a day what waits goes out. */
const longest = { hours: 24 }

/** When it is no longer quiet: the end of all these daily hours, one into the other; null where it is not quiet now. */
export function quietUntil(now: Date, hours: readonly QuietHours[]): Date | null {
  const began = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone)
  const last = began.add(longest)
  let at = began
  for (;;) {
    const ends = hours.map((each) => endOf(each, at)).filter((end) => end !== null)
    if (ends.length === 0) break
    at = ends.reduce((latest, end) => (Temporal.ZonedDateTime.compare(end, latest) > 0 ? end : latest))
    if (Temporal.ZonedDateTime.compare(at, last) >= 0) return new Date(last.epochMilliseconds)
  }
  return at === began ? null : new Date(at.epochMilliseconds)
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
