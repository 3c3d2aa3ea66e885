import type { Day } from '@morgenkreis/protocol'

/** Days and clocks are the Kita's, whatever zone a machine is in. */
const zone = 'Europe/Berlin'

/** The calendar day on which an instant falls. */
export const dayAt = (at: Date): Day =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString()

/** The instant at which a clock shows this time (`HH:MM`) on this day. */
export const instantOf = (day: Day, time: string): Date =>
  new Date(Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(zone).epochMilliseconds)

/** When a day is over: the first instant of the next one. */
export const endOf = (day: Day): Date => instantOf(Temporal.PlainDate.from(day).add({ days: 1 }).toString(), '00:00')
