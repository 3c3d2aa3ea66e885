/** The calendar day of an instant in the Kita, `YYYY-MM-DD`: in Europe/Berlin, over every change of the clocks. */
export const dayOf = (instant: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO('Europe/Berlin').toPlainDate().toString()
