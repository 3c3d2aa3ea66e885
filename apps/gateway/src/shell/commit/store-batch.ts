import { setImmediate } from 'node:timers/promises'
import type { Collection, Document } from 'mongodb'
import { MongoServerError, type ClientSession, type Database, type Row } from '../database.ts'
import type { JournalStore } from '../journal/store.ts'
import type { Stream } from '../plan.ts'
import { keysOf, type Sealer } from '../seal.ts'
import { requestKey, type Waiting } from './ask.ts'
import type { Head, KnownHeads } from './known-heads.ts'
import { duplicateOf, Leave, outcomeOf, type Attempt, type Outcome } from './outcome.ts'
import { raiseHeads } from './raise-heads.ts'
import { byStream, rowsOf, type StoredRow } from './rows.ts'

export interface StoreParts {
  readonly database: Database
  readonly journal: JournalStore
  readonly sealer: Sealer
  /** The heads as this gateway left them. */
  readonly known: KnownHeads
}

/**
 * Stores a batch in one transaction: heads, documents, journal, commit; few round trips whatever its size. All or nothing;
 * expected failures are outcomes, never exceptions. What is `taken` is still to be confirmed.
 */
export async function storeBatch(
  batch: readonly Waiting[],
  session: ClientSession,
  parts: StoreParts,
): Promise<Outcome> {
  const streams = byStream(batch)
  const outcome = await attempt(batch, streams, session, parts)
  if (outcome.kind === 'stored' || outcome.kind === 'taken') return outcome
  parts.known.forget(streams.keys())
  if (outcome.kind !== 'outdated') return outcome
  // Another gateway is at one of them: then they are read, and nothing can be outdated.
  parts.known.shared(streams.keys())
  return storeBatch(batch, session, parts)
}

async function attempt(
  batch: readonly Waiting[],
  streams: ReadonlyMap<Stream, readonly Waiting[]>,
  session: ClientSession,
  parts: StoreParts,
): Promise<Attempt> {
  let committing = false
  try {
    await parts.sealer.prepare(batch.flatMap(({ decided }) => decided.plan.writes.flatMap(refsIn)))
    session.startTransaction({ writeConcern: { w: 'majority', j: true }, readConcern: { level: 'snapshot' } })
    const [heads, sealed] = await Promise.all([
      raiseHeads(streams, { session, journal: parts.journal, known: parts.known }),
      meanwhile(() => sealAll(batch, parts.sealer)),
    ])
    const rows = [...streams].flatMap(([stream, plans]) => rowsOf(plans, orMoved(heads, stream)))
    await all([...storeDocuments(sealed, session, parts), insertRows(rows, batch, session, parts)])
    committing = true
    const early = commitEarly(session, parts)
    const confirmed = session.commitTransaction()
    // Whoever waits for it may come later than its failure.
    confirmed.catch(() => undefined)
    const taken = await early
    if (!taken) await confirmed
    parts.known.keep(heads.values())
    return taken ? { kind: 'taken', rows, confirmed } : { kind: 'stored', rows }
  } catch (error) {
    const outcome = outcomeOf(error, committing)
    if (outcome.kind === 'unknown') return outcome
    if (session.inTransaction()) await session.abortTransaction().catch(() => undefined)
    return outcome
  }
}

/**
 * Waits for all of them, whatever fails: nothing of a transaction may still be on its way when it is left. The first to fail
 * ends the transaction, and then the others find none: what they say of that counts only if none says more.
 */
async function all(works: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(works)
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []))
  if (failures.length > 0)
    throw failures.find((failure) => outcomeOf(failure, false).kind !== 'conflict') ?? failures[0]
}

/**
 * Commits in the server's memory: what commits next in these streams finds it, while a crash may still lose both. Whatever
 * fails here, the commit itself says what became of it; whichever of the two arrives first commits.
 */
async function commitEarly(session: ClientSession, { database }: StoreParts): Promise<boolean> {
  const commit = { commitTransaction: 1, writeConcern: { w: 1 } }
  const answer = await database.data.db
    ?.admin()
    .command(commit, { session })
    .catch(() => undefined)
  return answer !== undefined
}

const refsIn = (write: Waiting['decided']['plan']['writes'][number]) =>
  keysOf(write.kind === 'insert' ? write.doc : write.set)

function orMoved(heads: ReadonlyMap<Stream, Head>, stream: Stream): Head {
  const head = heads.get(stream)
  if (head === undefined) throw new Leave({ kind: 'moved', streams: [stream] })
  return head
}

/** Works while what was asked before is on its way: once whatever waits to be written to the network is. */
async function meanwhile<Result>(work: () => Result): Promise<Result> {
  await setImmediate()
  return work()
}

interface Change {
  readonly updateOne: { readonly filter: Document; readonly update: Document }
}

interface SealedWrites {
  readonly inserts: ReadonlyMap<Collection<Row>, { doc: Row; owner: Waiting }[]>
  readonly updates: ReadonlyMap<Collection<Row>, Change[]>
}

/** What the plans write, by collection. */
function sealAll(batch: readonly Waiting[], sealer: Sealer): SealedWrites {
  const inserts = new Map<Collection<Row>, { doc: Row; owner: Waiting }[]>()
  const updates = new Map<Collection<Row>, Change[]>()
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
function storeDocuments(
  { inserts, updates }: SealedWrites,
  session: ClientSession,
  parts: StoreParts,
): Promise<void>[] {
  return [
    ...[...inserts].map(([{ collectionName }, rows]) => insertAll(collectionName, rows, session, parts)),
    ...[...updates].map(([collection, changes]) => updateAll(collection, changes, session)),
  ]
}

async function updateAll(collection: Collection<Row>, changes: readonly Change[], session: ClientSession) {
  const { matchedCount } = await collection.bulkWrite(changes, { session, ordered: false })
  if (matchedCount < changes.length) throw new Leave({ kind: 'missed' })
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
  const ownerOf = new Map(batch.map((one) => [requestKey(one.ask), one]))
  const docs = rows.map(({ row }) => ({ doc: row, owner: ownerOf.get(row._id) }))
  await insertAll(parts.journal.journal.native.collectionName, docs, session, parts)
}
