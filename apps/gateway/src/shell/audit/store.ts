import type { EventName, OperationName } from '@morgenkreis/protocol'
import { collection, StoreSchema, type Database } from '../database.ts'
import type { Stream } from '../plan.ts'

/**
 * One link of a stream's chain: what the journal row says, with a pseudonym for who acted. Field names, never values. A link
 * without an operation stands for rows that the journal had lost before they were copied: those from `from` to `n`.
 */
export interface AuditRow {
  /** Stream and `from`: beside the index of stream and `n`, so that no two links begin or end at one number. */
  _id: string
  stream: Stream
  from: number
  n: number
  /** The month whose segment it belongs to, `2026-03`. */
  segment: string
  at: Date
  who: string | null
  operation: OperationName | null
  name: EventName | null
  ref: string | null
  v: number | null
  fields: string[]
  /** The records that were read, where it was a read that has to be on record. */
  read?: string[]
  /** The hash of the link before it; empty for the first. */
  before: string
  hash: string
}

/** A month that is over, under a keyed seal. What is dropped leaves its segment, so that the chain goes on from it. */
export interface SegmentDoc {
  _id: string
  stream: Stream
  segment: string
  from: number
  to: number
  before: string
  last: string
  seal: string
  sealedAt: Date
  droppedAt: Date | null
  /** Keyed, over when that was. */
  dropped?: string
}

/** Who a pseudonym stands for. Gone when the audit period after the end of a membership is over: then its links are anonymous. */
export interface PseudonymDoc {
  _id: string
  stream: Stream
  actor: string
}

const strict = { strict: 'throw', versionKey: false, _id: false } as const

const links = new StoreSchema<AuditRow>(
  {
    _id: String,
    stream: String,
    from: Number,
    n: Number,
    segment: String,
    at: Date,
    who: String,
    operation: String,
    name: String,
    ref: String,
    v: Number,
    fields: [String],
    read: { type: [String], default: undefined },
    before: String,
    hash: String,
  },
  strict,
)
  .index({ stream: 1, n: 1 }, { unique: true })
  .index({ stream: 1, at: -1 })
  .index({ ref: 1 })
const segments = new StoreSchema<SegmentDoc>(
  {
    _id: String,
    stream: String,
    segment: String,
    from: Number,
    to: Number,
    before: String,
    last: String,
    seal: String,
    sealedAt: Date,
    droppedAt: Date,
    dropped: String,
  },
  strict,
).index({ stream: 1, segment: 1 }, { unique: true })
const pseudonyms = new StoreSchema<PseudonymDoc>({ _id: String, stream: String, actor: String }, strict).index(
  { stream: 1, actor: 1 },
  { unique: true },
)

export const openAuditStore = ({ data }: Database) => ({
  links: collection(data, 'audit', links),
  segments: collection(data, 'audit_segments', segments),
  pseudonyms: collection(data, 'audit_pseudonyms', pseudonyms),
})
export type AuditStore = ReturnType<typeof openAuditStore>
