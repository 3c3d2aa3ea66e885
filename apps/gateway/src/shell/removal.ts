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
  /** Until when a law forbids to delete it: for as long nobody reads it (K-05). */
  heldUntil?: Date | null
  /** Its own end, while it is held. */
  endsAt?: Date | null
}

export const removableFields = {
  v: { type: Number, required: true },
  at: { type: Date, required: true },
  expiresAt: { type: Date, required: true },
  deletedAt: Date,
  gone: String,
  hiddenAt: Date,
  heldUntil: Date,
  endsAt: Date,
} as const

/** Neither expired, nor longer in the trash than its seven days, nor locked by a law: what may be answered at all (I6, K-05). */
export const shownAt = (now: Date) => ({
  heldUntil: null,
  expiresAt: { $gt: now },
  $or: [{ deletedAt: null }, { deletedAt: { $gt: trashedSince(now) } }],
})

/** Neither deleted nor hidden nor locked: what is there for those who read it. */
export const visible = { deletedAt: null, hiddenAt: null, heldUntil: null } as const

/** The line that is left of a deleted or hidden thing; null while it is there. */
export function goneLine({
  gone,
  deletedAt,
  hiddenAt = null,
  heldUntil = null,
  at,
  v,
}: Removable): { gone: 'withdrawn' | 'removed' | 'hidden'; at: string; v: number } | null {
  if (gone !== null && deletedAt !== null) return { gone, at: deletedAt.toISOString(), v }
  const since = hiddenAt ?? (heldUntil && at)
  return since === null ? null : { gone: 'hidden', at: since.toISOString(), v }
}

/** What deleting sets: withdrawn by its author, removed by anybody else. */
export const removing = (by: 'author' | 'other', now: Date) =>
  ({ deletedAt: now, gone: by === 'author' ? 'withdrawn' : 'removed' }) as const

/** What becomes of a written thing: a moderator decides, or a law forbids to delete it. */
export type Turn = Outcome | { readonly heldUntil: Date }

/** What it sets. What is removed is hidden no longer: should it be given back, it is there. What is held ends later, if need be. */
export function settling(outcome: Turn, { expiresAt: endsAt }: Pick<Removable, 'expiresAt'>, now: Date) {
  if (typeof outcome === 'object') {
    const { heldUntil } = outcome
    return { heldUntil, endsAt, expiresAt: heldUntil > endsAt ? heldUntil : endsAt } as const
  }
  if (outcome === 'removed') return { ...removing('other', now), hiddenAt: null } as const
  return { hiddenAt: outcome === 'hidden' ? now : null } as const
}

/** What restoring sets: it is there as before. */
export const restoring = { deletedAt: null, gone: null } as const

/** Not deleted: nothing to restore. Longer than seven days in the trash, purged, or locked by a law: gone (K-82, K-05). */
export function orGone<Doc extends Removable>(
  doc: Doc | null,
  now: Date,
): Doc & { deletedAt: Date; gone: 'withdrawn' | 'removed' } {
  if (doc === null || doc.expiresAt <= now) throw new Refused('gone')
  const { deletedAt, gone, heldUntil = null } = doc
  if (heldUntil !== null) throw new Refused('gone')
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
