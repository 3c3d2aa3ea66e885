import { trashedSince } from '@morgenkreis/domain'
import { StoreSchema } from './database.ts'
import { Refused } from './refused.ts'

/** What a person may delete carries these: until when it lies in the trash, and the line that is left meanwhile (decision 5). */
export interface Removable {
  v: number
  at: Date
  expiresAt: Date
  deletedAt: Date | null
  gone: 'withdrawn' | 'removed' | null
}

export const removableFields = {
  v: { type: Number, required: true },
  at: { type: Date, required: true },
  expiresAt: { type: Date, required: true },
  deletedAt: Date,
  gone: String,
} as const

/** Neither expired nor longer in the trash than its seven days: what may be answered at all (I6). */
export const shownAt = (now: Date) => ({
  expiresAt: { $gt: now },
  $or: [{ deletedAt: null }, { deletedAt: { $gt: trashedSince(now) } }],
})

/** The line that is left of a deleted thing; null while it is there. */
export function goneLine({
  gone,
  deletedAt,
  v,
}: Removable): { gone: 'withdrawn' | 'removed'; at: string; v: number } | null {
  return gone === null || deletedAt === null ? null : { gone, at: deletedAt.toISOString(), v }
}

/** What deleting sets: withdrawn by its author, removed by anybody else. */
export const removing = (by: 'author' | 'other', now: Date) => ({
  deletedAt: now,
  gone: by === 'author' ? 'withdrawn' : 'removed',
})

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
