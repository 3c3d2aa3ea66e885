// Days and clocks are the Kita's, wherever the reader is.
const timeZone = 'Europe/Berlin'
const daysAhead = 7

/** The instant (ISO 8601, UTC) of a local date and time, as a form holds it; null for what is none. */
export function instantOf(local: string): string | null {
  try {
    const { epochMilliseconds } = Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone)
    return new Date(epochMilliseconds).toISOString()
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** What the form begins with: in a week, at six in the evening. */
export function usualDeadline(now: Date): string {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()
  return `${today.add({ days: daysAhead }).toString()}T18:00`
}
