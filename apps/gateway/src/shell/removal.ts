import { trashedSince } from '@morgenkreis/domain'
import type { Outcome } from '@morgenkreis/protocol'
import { StoreSchema } from './database.ts'
import { Refused } from './refused.ts'

/** What a person may delete carries these: until when it lies in the trash, and the line that is left meanwhile (decision 5). */
export interface Removable {
  v: number
  at: Date
  expiresAt: Date
  deletedAt: Date | null
  gone: 'withdrawn' | 'removed' | null
  /** Since when nobody sees it, while it is looked into. */
  hiddenAt?: Date | null
}

export const removableFields = {
  v: { type: Number, required: true },
  at: { type: Date, required: true },
  expiresAt: { type: Date, required: true },
  deletedAt: Date,
  gone: String,
  hiddenAt: Date,
} as const

/** Neither expired nor longer in the trash than its seven days: what may be answered at all (I6). */
export const shownAt = (now: Date) => ({
  expiresAt: { $gt: now },
  $or: [{ deletedAt: null }, { deletedAt: { $gt: trashedSince(now) } }],
})

/** Neither deleted nor hidden: what is there for those who read it. */
export const visible = { deletedAt: null, hiddenAt: null } as const

/** The line that is left of a deleted or hidden thing; null while it is there. */
export function goneLine({
  gone,
  deletedAt,
  hiddenAt = null,
  v,
}: Removable): { gone: 'withdrawn' | 'removed' | 'hidden'; at: string; v: number } | null {
  if (gone !== null && deletedAt !== null) return { gone, at: deletedAt.toISOString(), v }
  return hiddenAt === null ? null : { gone: 'hidden', at: hiddenAt.toISOString(), v }
}

/** What deleting sets: withdrawn by its author, removed by anybody else. */
export const removing = (by: 'author' | 'other', now: Date) =>
  ({ deletedAt: now, gone: by === 'author' ? 'withdrawn' : 'removed' }) as const

/** What a moderator's decision sets. What is removed is hidden no longer: should it be given back, it is there. */
export function settling(outcome: Outcome, now: Date) {
  if (outcome === 'removed') return { ...removing('other', now), hiddenAt: null } as const
  return { hiddenAt: outcome === 'hidden' ? now : null } as const
}

/** What restoring sets: it is there as before. */
export const restoring = { deletedAt: null, gone: null } as const

/** Not deleted: nothing to restore. Longer than seven days in the trash, or purged: gone (K-82). */
export function orGone<Doc extends Removable>(
  doc: Doc | null,
  now: Date,
): Doc & { deletedAt: Date; gone: 'withdrawn' | 'removed' } {
  if (doc === null || doc.expiresAt <= now) throw new Refused('gone')
  const { deletedAt, gone } = doc
  if (deletedAt === null || gone === null) throw new Refused('not-found')
  if (deletedAt <= trashedSince(now)) throw new Refused('gone')
  return { ...doc, deletedAt, gone }
}

/** The proof of the acknowledgement, which the server itself demands of every row (D-05). */
export const proofField = { type: StoreSchema.Types.Mixed, required: true } as const
export const publicValidator = {
  'proof.preview': { $type: 'string' },
  'proof.notice': { $type: 'string' },
  'proof.hash': { $type: 'string' },
  'proof.audience': { $type: 'number' },
  expiresAt: { $type: 'date' },
}
