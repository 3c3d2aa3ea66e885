const local = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$/

/**
 * The instant (ISO 8601, UTC) of a local time as forms send it, `YYYY-MM-DDTHH:MM` on the Kita's clock; null if it is none. Of
 * an hour that there is twice it is the first one; one that is skipped counts on from the hour before.
 */
export function instantOf(entered: string): string | null {
  if (!local.test(entered)) return null
  try {
    return Temporal.PlainDateTime.from(entered, { overflow: 'reject' })
      .toZonedDateTime('Europe/Berlin')
      .toInstant()
      .toString()
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
