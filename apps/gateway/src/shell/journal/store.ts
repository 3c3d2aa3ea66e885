import type { EventName, OperationName, Room } from '@morgenkreis/protocol'
import { ttlNetSeconds } from '@morgenkreis/domain'
import { collection, StoreSchema, type Database } from '../database.ts'
import type { Stream } from '../plan.ts'

/** One for each thing that happened: references, no content, so that a deleted thing cannot be served again. */
export interface JournalRow {
  /** Request id and actor: what is sent twice is stored once. */
  _id: string
  stream: Stream
  n: number
  operation: OperationName
  name: EventName | null
  ref: string | null
  v: number | null
  /** The membership that acted, or the person where none was needed. */
  actor: string
  fields: string[]
  /** The records that were read, where it was a read that has to be on record. */
  read?: string[]
  request: { id: string; mac: string }
  /** Absent where nobody is told: the index of room and number leaves such rows out. */
  told?: { room: Room; seq: number }[]
  /** The decisions of the stream after it, where they count everywhere at once: whoever tells it acts by these first. */
  decisions?: number
  at: Date
  /** Told instead of `at`, where that would tell too much. */
  toldAt?: Date
  expiresAt: Date
}

/** One for each stream: commits in it begin here. */
export interface HeadDoc {
  _id: Stream
  n: number
  /** Raised by whatever could change a decision. */
  decisions: number
  /** Another one after a restore: cursors of the old are void. */
  logEpoch: number
  /** For each room, the `decisions` at which somebody was last added to it. */
  added: Record<string, number>
  /** For each room, its newest number. */
  heads: Record<string, number>
}

const mixed = StoreSchema.Types.Mixed
const strict = { strict: 'throw', versionKey: false, _id: false } as const

const journal = new StoreSchema<JournalRow>(
  {
    _id: String,
    stream: String,
    n: Number,
    operation: String,
    name: String,
    ref: String,
    v: Number,
    actor: String,
    fields: [String],
    read: { type: [String], default: undefined },
    request: mixed,
    told: [mixed],
    decisions: Number,
    at: Date,
    toldAt: Date,
    expiresAt: Date,
  },
  strict,
)
  .index({ stream: 1, n: 1 }, { unique: true })
  .index({ 'told.room': 1, 'told.seq': 1 }, { unique: true, sparse: true })
  .index({ expiresAt: 1 }, { expireAfterSeconds: ttlNetSeconds })

const heads = new StoreSchema<HeadDoc>(
  { _id: String, n: Number, decisions: Number, logEpoch: Number, added: mixed, heads: mixed },
  { ...strict, minimize: false },
)

const journalValidator = {
  request: { $exists: true },
  stream: { $type: 'string' },
  n: { $type: 'number' },
  expiresAt: { $type: 'date' },
}

export const openJournalStore = ({ data }: Database) => ({
  journal: collection(data, 'journal', journal, journalValidator),
  heads: collection(data, 'heads', heads),
})
export type JournalStore = ReturnType<typeof openJournalStore>
