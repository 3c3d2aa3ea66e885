const dayMs = 24 * 60 * 60 * 1000

/** Kept a year where the facility set no other period (K-76). */
export const expiresAfterYear = (now: Date): Date => new Date(now.getTime() + 365 * dayMs)
/** A sick note or an absence is kept for thirty days after its last day (K-05); `ended` is when that day ends. */
export const reportKeptUntil = (ended: Date): Date => new Date(ended.getTime() + 30 * dayMs)
/** Deleted by a person: in the trash for seven days (K-24, K-82). */
export const trashedUntil = (deletedAt: Date): Date => new Date(deletedAt.getTime() + 7 * dayMs)
/** The TTL index is a net below the purge job: it takes what is two days overdue. */
export const ttlNetSeconds = 48 * 60 * 60
/** The journal remembers request ids for thirty days. */
export const journalKeptUntil = (now: Date): Date => new Date(now.getTime() + 30 * dayMs)
