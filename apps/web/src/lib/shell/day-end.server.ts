// Days are the Kita's, wherever the reader is.
const timeZone = 'Europe/Berlin'

/** When a day (`YYYY-MM-DD`, as a form gives it) is over on the Kita's clock (ISO 8601, UTC); null if it is none. */
export function endOfDay(day: string): string | null {
  try {
    const { epochMilliseconds } = Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(timeZone)
    return new Date(epochMilliseconds).toISOString()
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** The day (`YYYY-MM-DD`) of an instant on the Kita's clock. */
export const dayAt = (at: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString()
