import { ttlNetSeconds } from '@morgenkreis/domain'
import type { Schema } from 'mongoose'

/** Deleted by a person. The index of these holds no others: a query finds it only if it says this word for word. */
export const deleted = { $type: 'date' } as const

/**
 * What every collection needs that the purge looks through each minute: the net of TTL, and indexes by which a look costs what
 * is due, not what is kept.
 */
export function perishes<Doc>(schema: Schema<Doc>): void {
  schema.index({ expiresAt: 1 }, { expireAfterSeconds: ttlNetSeconds })
  schema.index({ heldUntil: 1 }, { sparse: true })
  schema.index({ deletedAt: 1 }, { partialFilterExpression: { deletedAt: deleted } })
}
