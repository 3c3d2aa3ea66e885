import type { mongo } from 'mongoose'
import { MongoServerError } from './database.ts'
import type { AnyRef } from './key-ref.ts'
import { nameOf } from './key-ref.ts'
import type { KeyRow } from './wrapping.ts'

export type KeyRows = mongo.Collection<KeyRow>

/** What this installation knows of an epoch of the root: when it was first seen, never its secret. */
export interface EpochRow {
  _id: number
  seenAt: Date
  /** Since when it has outlived a key that was destroyed beneath it. */
  since?: Date
  /** Since when no key hangs under it. */
  leftAt?: Date
}

/** Neither a key that is stored nor one that is destroyed is ever rolled back. */
const lasting = {
  readConcern: { level: 'majority' },
  readPreference: 'primary',
  writeConcern: { w: 'majority', journal: true },
} as const

export const isRetired = { retired: { $type: 'string' } } as const

/** Leaves the name of keys to their successors. */
export async function retireRows(rows: KeyRows, filter: mongo.Filter<KeyRow>): Promise<void> {
  await rows.updateMany({ ...filter, retired: null }, [{ $set: { retired: '$_id' } }])
}

/** The collection of wrapped keys as it is, for whoever only reads it. */
export const keyRowsIn = (keysDatabase: mongo.Db): KeyRows => keysDatabase.collection<KeyRow>('keys', lasting)

/** The collection of wrapped keys, with its indexes. Of one name there is one key that is in use, beside retired ones. */
export async function openKeyRows(keysDatabase: mongo.Db): Promise<KeyRows> {
  const rows = keyRowsIn(keysDatabase)
  await dropOld(rows)
  await rows.createIndexes([
    { key: { ref: 1, retired: 1 }, unique: true },
    { key: { parent: 1 } },
    { key: { since: 1 }, sparse: true },
    { key: { retired: 1 }, partialFilterExpression: isRetired },
  ])
  return rows
}

/** Of one name there was one key for ever, before keys were made new: that index would refuse each successor. */
async function dropOld(rows: KeyRows): Promise<void> {
  const indexes = await rows.listIndexes().toArray().catch(unlessNew)
  if (indexes.some(({ name }) => name === 'ref_1')) await rows.dropIndex('ref_1')
}

const noSuchCollection = 26

function unlessNew(error: unknown): [] {
  if (error instanceof MongoServerError && error.code === noSuchCollection) return []
  throw error
}

export const epochsBeside = (rows: KeyRows) => rows.db.collection<EpochRow>('epochs', lasting)

/** The epoch of the root that wraps, or null where it is a key. */
export const epochIn = (parent: string) => (parent.startsWith('root:') ? Number(parent.slice(5)) : null)

/** The key in use, of each name. */
export const inUse = (refs: readonly AnyRef[]) => ({ ref: { $in: refs.map(nameOf) }, retired: null })

/** So long it is tried again when others hang keys under the same one, or the database is away. */
const patienceMs = 5_000

/** Told from a defect by its code, as the system's own are. */
class KeysOutOfReach extends Error {
  override name = 'KeysOutOfReach'
  readonly code = 'ETIMEDOUT'
}

/**
 * Hangs keys under others, in one transaction with a touch of each: under a key that is retired nothing is hung any more, and
 * whoever retired it finds all that hangs there. Null where one of those above is retired or gone.
 */
export async function hangUnder<Result>(
  rows: KeyRows,
  parents: readonly string[],
  write: (inTransaction: { session?: mongo.ClientSession }) => Promise<Result>,
): Promise<Result | null> {
  const above = [...new Set(parents)].filter((parent) => epochIn(parent) === null)
  if (above.length === 0) return write({})
  const touch = { $inc: { wraps: 1 } }
  const { readConcern, writeConcern } = lasting
  const until = performance.now() + patienceMs
  return rows.db.client.withSession((session) =>
    session.withTransaction(
      async () => {
        if (performance.now() > until) throw new KeysOutOfReach('the keys database has stored nothing for seconds')
        const touched = await rows.updateMany({ _id: { $in: above }, retired: null }, touch, { session })
        return touched.matchedCount === above.length ? write({ session }) : null
      },
      { readConcern, writeConcern },
    ),
  )
}

/**
 * Destroys keys. Those above are marked before, with the time from which they have outlived something: they are made new, since
 * a copy of what was deleted could be unwrapped with them (N1).
 */
export async function destroyRows(rows: KeyRows, ids: readonly string[], since: Date): Promise<void> {
  const find = () => rows.find({ _id: { $in: [...ids] } }, { projection: { parent: 1 } }).toArray()
  // A row that was wrapped anew in between is under another key: that one is marked, too.
  for (let found = await find(); found.length > 0; found = await find()) {
    await mark(rows, [...new Set(found.map(({ parent }) => parent))], since)
    const deletions = found.map(({ _id, parent }) => ({ deleteOne: { filter: { _id, parent } } }))
    await rows.bulkWrite(deletions, { ordered: false })
  }
}

async function mark(rows: KeyRows, parents: readonly string[], since: Date): Promise<void> {
  const outlived = { $min: { since } }
  const above = parents.filter((parent) => epochIn(parent) === null)
  if (above.length > 0) await rows.updateMany({ _id: { $in: above } }, outlived)
  const newest = Math.max(...parents.map((parent) => epochIn(parent) ?? 0))
  if (newest === 0) return
  // What hangs under an epoch may have hung under those before it.
  const upsert = { ...outlived, $setOnInsert: { seenAt: since } }
  await epochsBeside(rows).bulkWrite([
    { updateOne: { filter: { _id: newest }, update: upsert, upsert: true } },
    { updateMany: { filter: { _id: { $lt: newest } }, update: outlived } },
  ])
}
