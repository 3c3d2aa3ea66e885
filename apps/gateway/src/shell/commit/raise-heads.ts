import type { Document } from 'mongodb'
import type { ClientSession } from '../database.ts'
import type { HeadDoc, JournalStore } from '../journal/store.ts'
import type { Stream } from '../plan.ts'
import type { Waiting } from './ask.ts'
import type { Head, KnownHeads } from './known-heads.ts'
import { Leave } from './outcome.ts'
import { growthOf } from './rows.ts'

interface Raising {
  readonly session: ClientSession
  readonly journal: JournalStore
  readonly known: KnownHeads
}

interface Raise {
  readonly stream: Stream
  readonly filter: Document
  readonly grows: Readonly<Record<string, number>>
  readonly update: Document
  /** The head after it, if this gateway knows the one before; null where it has to be read. */
  readonly after: Head | null
}

/**
 * Begins a transaction with the heads of its streams, and answers them as they are after it. Whoever decided by older
 * decisions matches nothing, and nothing is written: leaves as `moved`, or as `outdated` where heads were not as known.
 */
export async function raiseHeads(
  streams: ReadonlyMap<Stream, readonly Waiting[]>,
  raising: Raising,
): Promise<Map<Stream, Head>> {
  const raises = [...streams].map(([stream, plans]) => raiseOf(stream, plans, raising.known))
  const [only] = raises
  const heads =
    raises.length === 1 && only?.after === null ? await raiseOne(only, raising) : await raiseAll(raises, raising)
  return new Map(heads.map((head) => [head._id, head]))
}

/** Without rooms where none was told. */
type Projected = Omit<Head, 'heads'> & Partial<Pick<Head, 'heads'>>

async function raiseOne({ stream, filter, update, grows }: Raise, { session, journal }: Raising): Promise<Head[]> {
  // A large facility has hundreds of rooms; the numbers of those that grew are enough.
  const projection = Object.fromEntries(['n', 'decisions', 'logEpoch', ...Object.keys(grows)].map((name) => [name, 1]))
  const options = { session, returnDocument: 'after', projection } as const
  const head = (await journal.heads.native.findOneAndUpdate(filter, update, options)) as Projected | null
  if (head === null) throw new Leave({ kind: 'moved', streams: [stream] })
  return [{ ...head, heads: head.heads ?? {} }]
}

/** The bare command: it costs the driver less than `bulkWrite`. */
async function raiseAll(raises: readonly Raise[], { session, journal }: Raising): Promise<Head[]> {
  const { native } = journal.heads
  const updates = raises.map(({ filter, update }) => ({ q: filter, u: update }))
  const { n } = await native.db.command({ update: native.collectionName, updates, ordered: false }, { session })
  const known = raises.flatMap(({ after }) => after ?? [])
  if (Number(n) < raises.length) {
    const streams = raises.map(({ stream }) => stream)
    throw new Leave(known.length > 0 ? { kind: 'outdated' } : { kind: 'moved', streams })
  }
  const unread = raises.filter(({ after }) => after === null).map(({ stream }) => stream)
  if (unread.length === 0) return known
  return [...known, ...(await native.find<HeadDoc>({ _id: { $in: unread } }, { session }).toArray())]
}

function raiseOf(stream: Stream, plans: readonly Waiting[], known: KnownHeads): Raise {
  // The oldest counts: one plan that was decided before somebody's removal must not slip in with those decided after (K-35).
  const decisions = Math.min(...plans.map(({ decided }) => decided.decisions))
  const { n, rooms } = growthOf(plans)
  const decisive = plans.some(({ decided }) => decided.plan.decisive)
  const grows: Record<string, number> = decisive ? { n, decisions: 1 } : { n }
  for (const [room, count] of rooms) grows[`heads.${room}`] = count
  const update = { $inc: grows, ...additions(plans) }
  const before = known.of(stream, decisions, rooms.keys())
  if (before === null) return { stream, grows, update, filter: { _id: stream, decisions }, after: null }
  const heads = Object.fromEntries([...rooms].map(([room, count]) => [room, (before.heads[room] ?? 0) + count]))
  const after = { ...before, n: before.n + n, decisions: decisions + (decisive ? 1 : 0), heads }
  const filter = { _id: stream, decisions, n: before.n, logEpoch: before.logEpoch }
  return { stream, grows, update, filter, after }
}

/** A decisive plan is alone in its stream, so the decisions after it are known. */
function additions(plans: readonly Waiting[]): { $set?: Record<string, number> } {
  const added = plans.flatMap(({ decided }) =>
    decided.plan.added.map((room) => [`added.${room}`, decided.decisions + 1] as const),
  )
  return added.length === 0 ? {} : { $set: Object.fromEntries(added) }
}
