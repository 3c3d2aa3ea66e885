import { setImmediate } from 'node:timers/promises'
import type { Collection, Document } from 'mongodb'
import type { Clock } from '../clock.ts'
import { MongoServerError, type ClientSession, type Database, type Row } from '../database.ts'
import type { HeadDoc, JournalStore } from '../journal/store.ts'
import type { Stream } from '../plan.ts'
import { keysOf, type Sealer } from '../seal.ts'
import type { Waiting } from './ask.ts'
import { duplicateOf, Leave, outcomeOf, type Outcome } from './outcome.ts'
import { byStream, growthOf, rowsOf, type StoredRow } from './rows.ts'

export interface StoreParts {
  readonly database: Database
  readonly journal: JournalStore
  readonly sealer: Sealer
  readonly clock: Clock
}

/**
 * Stores a batch in one transaction: heads, documents, journal, commit; few round trips whatever its size. All or nothing;
 * expected failures are outcomes, never exceptions.
 */
export async function storeBatch(
  batch: readonly Waiting[],
  session: ClientSession,
  parts: StoreParts,
): Promise<Outcome> {
  let committing = false
  try {
    await parts.sealer.prepare(batch.flatMap(({ decided }) => decided.plan.writes.flatMap(refsIn)))
    session.startTransaction({ writeConcern: { w: 'majority', j: true }, readConcern: { level: 'snapshot' } })
    const streams = byStream(batch)
    const [heads, sealed] = await Promise.all([
      raiseHeads(streams, session, parts.journal),
      meanwhile(() => sealAll(batch, parts.sealer)),
    ])
    await storeDocuments(sealed, session, parts)
    const rows = [...streams].flatMap(([stream, plans]) => rowsOf(plans, orMoved(heads, stream), parts.clock))
    await insertRows(rows, batch, session, parts)
    committing = true
    await session.commitTransaction()
    return { kind: 'stored', rows }
  } catch (error) {
    const outcome = outcomeOf(error, committing)
    if (outcome.kind === 'unknown') return outcome
    if (session.inTransaction()) await session.abortTransaction().catch(() => undefined)
    return outcome
  }
}

const refsIn = (write: Waiting['decided']['plan']['writes'][number]) =>
  keysOf(write.kind === 'insert' ? write.doc : write.set)

function orMoved(heads: ReadonlyMap<Stream, HeadDoc>, stream: Stream): HeadDoc {
  const head = heads.get(stream)
  if (head === undefined) throw new Leave({ kind: 'moved', streams: [stream] })
  return head
}

/** Begins with the heads: whoever decided by older decisions matches nothing, and nothing is written. */
async function raiseHeads(
  streams: ReadonlyMap<Stream, readonly Waiting[]>,
  session: ClientSession,
  { heads }: JournalStore,
): Promise<Map<Stream, HeadDoc>> {
  const collection = heads.native
  const raises = [...streams].map(([stream, plans]) => ({
    filter: filterOf(stream, plans),
    update: { $inc: growth(plans), ...additions(plans) },
  }))
  const [only] = raises
  if (raises.length === 1 && only !== undefined) {
    // A large facility has hundreds of rooms; the numbers of those that grew are enough.
    const projection = Object.fromEntries(['logEpoch', ...Object.keys(only.update.$inc)].map((field) => [field, 1]))
    const options = { session, returnDocument: 'after', projection } as const
    const head = await collection.findOneAndUpdate(only.filter, only.update, options)
    if (head === null) throw new Leave({ kind: 'moved', streams: [...streams.keys()] })
    return new Map([[head._id as Stream, head as HeadDoc]])
  }
  const result = await collection.bulkWrite(
    raises.map((updateOne) => ({ updateOne })),
    { session, ordered: false },
  )
  if (result.matchedCount < raises.length) throw new Leave({ kind: 'moved', streams: [...streams.keys()] })
  const found = await collection.find({ _id: { $in: [...streams.keys()] } }, { session }).toArray()
  return new Map(found.map((head) => [head._id as Stream, head as HeadDoc]))
}

/** The oldest counts: one plan that was decided before somebody's removal must not slip in with those decided after (K-35). */
const filterOf = (_id: Stream, plans: readonly Waiting[]) => ({
  _id,
  decisions: Math.min(...plans.map(({ decided }) => decided.decisions)),
})

function growth(plans: readonly Waiting[]): Record<string, number> {
  const { n, rooms } = growthOf(plans)
  const decisive = plans.some(({ decided }) => decided.plan.decisive)
  const raise: Record<string, number> = decisive ? { n, decisions: 1 } : { n }
  for (const [room, count] of rooms) raise[`heads.${room}`] = count
  return raise
}

/** A decisive plan is alone in its stream, so the decisions after it are known. */
function additions(plans: readonly Waiting[]): { $set?: Record<string, number> } {
  const added = plans.flatMap(({ decided }) =>
    decided.plan.added.map((room) => [`added.${room}`, decided.decisions + 1] as const),
  )
  return added.length === 0 ? {} : { $set: Object.fromEntries(added) }
}

/** Works while what was asked before is on its way: once whatever waits to be written to the network is. */
async function meanwhile<Result>(work: () => Result): Promise<Result> {
  await setImmediate()
  return work()
}

interface SealedWrites {
  readonly inserts: ReadonlyMap<Collection<Row>, { doc: Row; owner: Waiting }[]>
  readonly updates: ReadonlyMap<Collection<Row>, { updateOne: { filter: Document; update: Document } }[]>
}

/** What the plans write, by collection. */
function sealAll(batch: readonly Waiting[], sealer: Sealer): SealedWrites {
  const inserts = new Map<Collection<Row>, { doc: Row; owner: Waiting }[]>()
  const updates = new Map<Collection<Row>, { updateOne: { filter: Document; update: Document } }[]>()
  for (const owner of batch) {
    for (const write of owner.decided.plan.writes) {
      if (write.kind === 'insert') {
        const doc = sealer.sealDocument(write.collection.collectionName, write.facility, write.doc)
        listIn(inserts, write.collection).push({ doc, owner })
      } else {
        const place = { facility: write.facility, collection: write.collection.collectionName, id: write.id }
        const update = { $set: { ...sealer.sealFields(place, write.set), v: write.v + 1 } }
        listIn(updates, write.collection).push({ updateOne: { filter: { _id: write.id, v: write.v }, update } })
      }
    }
  }
  return { inserts, updates }
}

/** Per collection one insert and one update command. */
async function storeDocuments(
  { inserts, updates }: SealedWrites,
  session: ClientSession,
  parts: StoreParts,
): Promise<void> {
  for (const [{ collectionName }, rows] of inserts) await insertAll(collectionName, rows, session, parts)
  for (const [collection, changes] of updates) {
    const { matchedCount } = await collection.bulkWrite(changes, { session, ordered: false })
    if (matchedCount < changes.length) throw new Leave({ kind: 'missed' })
  }
}

function listIn<Key, Value>(map: Map<Key, Value[]>, key: Key): Value[] {
  const list = map.get(key) ?? []
  map.set(key, list)
  return list
}

interface WriteError {
  readonly index: number
  readonly code: number
  readonly errmsg: string
}

/** The bare command: the driver's `insertMany` looks at each document several times over, which costs more than sending it. */
async function insertAll(
  insert: string,
  rows: readonly { doc: Row; owner: Waiting | undefined }[],
  session: ClientSession,
  { database }: StoreParts,
) {
  const documents = rows.map(({ doc }) => doc)
  const answer = await database.data.db?.command({ insert, documents, ordered: true }, { session })
  const [failure] = (answer?.writeErrors ?? []) as WriteError[]
  if (failure === undefined) return
  const field = duplicateOf(failure)
  if (field === null) throw new MongoServerError({ ...failure })
  throw new Leave({ kind: 'duplicate', culprit: rows[failure.index]?.owner ?? null, field })
}

async function insertRows(
  rows: readonly StoredRow[],
  batch: readonly Waiting[],
  session: ClientSession,
  parts: StoreParts,
) {
  const ownerOf = new Map(batch.map((one) => [`${one.ask.request.id} ${one.ask.actor}`, one]))
  const docs = rows.map(({ row }) => ({ doc: row, owner: ownerOf.get(`${row.request.id} ${row.actor}`) }))
  await insertAll(parts.journal.journal.native.collectionName, docs, session, parts)
}
