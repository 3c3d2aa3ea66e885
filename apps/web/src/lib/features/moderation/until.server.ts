import { endOfDay } from '#lib/shell/day-end.server.ts'

// Days are the Kita's, wherever the reader is.
const timeZone = 'Europe/Berlin'

/** Until when somebody only reads (ISO 8601, UTC): a day or a week from now, or to the end of the day chosen; null for none. */
export function untilOf(period: string, day: string, now: Date): string | null {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone)
  if (period === 'day') return isoOf(local.add({ days: 1 }))
  if (period === 'week') return isoOf(local.add({ weeks: 1 }))
  return endOfDay(day)
}

const isoOf = ({ epochMilliseconds }: Temporal.ZonedDateTime) => new Date(epochMilliseconds).toISOString()
