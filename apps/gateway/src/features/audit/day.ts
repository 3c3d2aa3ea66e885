const berlin = 'Europe/Berlin'

/** A calendar day in Berlin as instants: it has 23, 24 or 25 hours. */
export function boundsOf(on: string): { begin: Date; end: Date } {
  const day = Temporal.PlainDate.from(on)
  return { begin: midnight(day), end: midnight(day.add({ days: 1 })) }
}

const midnight = (day: Temporal.PlainDate) => new Date(day.toZonedDateTime(berlin).epochMilliseconds)
