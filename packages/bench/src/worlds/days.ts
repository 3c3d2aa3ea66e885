const dayMs = 24 * 60 * 60 * 1000

/** A calendar day so many days after the one on which a world begins, which is in the middle of it. */
export const dayOf = (begin: Date, after: number): string =>
  new Date(begin.getTime() + after * dayMs).toISOString().slice(0, 10)
