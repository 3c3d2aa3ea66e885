import { periodBounds, type Kept } from '@morgenkreis/protocol'

const dayMs = 24 * 60 * 60 * 1000

/** The periods that a facility set, in days (K-76). */
export type Periods = Readonly<Partial<Record<Kept, number>>>

/** Days are 24 hours: a night in which clocks are moved makes nothing older or younger. */
const daysAfter = (at: Date, days: number): Date => new Date(at.getTime() + days * dayMs)

export const daysOf = (periods: Periods, kept: Kept): number => periods[kept] ?? periodBounds[kept].usual

/** Until when something is kept whose period began at `from`: when it was written, when a report's last day or a poll ends (K-76). */
export const expiresBy = (periods: Periods, kept: Kept, from: Date): Date => daysAfter(from, daysOf(periods, kept))
/** Deleted by a person: in the trash for seven days (K-24, K-82). */
export const trashedUntil = (deletedAt: Date): Date => daysAfter(deletedAt, 7)
/** What was deleted at this instant or before it no longer lies in the trash. */
export const trashedSince = (now: Date): Date => daysAfter(now, -7)
/** No law of childcare demands more than thirty years. */
const longestHoldDays = 30 * 366
/** Locked until an instant that lies ahead (K-05); a refusal otherwise. */
export const holdsUntil = (until: Date, now: Date): 'hold-out-of-range' | null =>
  until > now && until <= daysAfter(now, longestHoldDays) ? null : 'hold-out-of-range'
/** The TTL index is a net below the purge job: it takes what is two days overdue. */
export const ttlNetSeconds = 48 * 60 * 60
/** So long after it is over, what is still there is an alarm. */
export const overdueAfter = (now: Date): Date => daysAfter(now, -1)
/** The journal remembers request ids for thirty days. */
export const journalKeptUntil = (now: Date): Date => daysAfter(now, 30)
/** Backups are kept for thirty days: then the last one that holds it is gone (decision 11). */
export const inBackupsUntil = (gone: Date): Date => daysAfter(gone, 30)

/** When what was deleted is gone, from the system and from the last backup (N1, decision 11). */
export interface Receipt {
  readonly systemAt: Date
  readonly backupsAt: Date
}

/** Of what goes through the trash, or at once. */
export function receiptOf(deletedAt: Date, through: 'trash' | 'at once'): Receipt {
  const systemAt = through === 'trash' ? trashedUntil(deletedAt) : deletedAt
  return { systemAt, backupsAt: inBackupsUntil(systemAt) }
}

/**
 * Six months after somebody left, counted as §§ 187, 188 BGB do: the same day of the month, or its last one where the month is
 * shorter (V-55).
 */
export function leftoversUntil(endedAt: Date): Date {
  const [year, month, day] = [endedAt.getUTCFullYear(), endedAt.getUTCMonth() + 6, endedAt.getUTCDate()]
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  const time = endedAt.getTime() % dayMs
  return new Date(Date.UTC(year, month, Math.min(day, last)) + time)
}
