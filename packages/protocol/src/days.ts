import { z } from 'zod'

/** A calendar day of the Kita, `YYYY-MM-DD` in Europe/Berlin. */
export const Day = z.iso.date()
export type Day = z.infer<typeof Day>

/** From one day to another, both included. */
export const Span = z.strictObject({ from: Day, to: Day })
export type Span = z.infer<typeof Span>

/** A time of day on the clock of the Kita, `07:30`. */
export const ClockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
export type ClockTime = z.infer<typeof ClockTime>
