import type { Logger } from 'pino'
import { MongoServerError } from '../database.ts'
import type { JournalStore } from '../journal/store.ts'
import type { Stream } from '../plan.ts'
import { spread, type SpreadParts } from './spread.ts'

export interface FollowerParts extends SpreadParts {
  readonly journal: JournalStore
  /** Whoever holds it follows; false where another gateway does. */
  readonly lease: { hold(): Promise<boolean> }
  readonly log: Logger
}

const rowsPerRead = 200
const duplicateKey = 11000

/**
 * Notifying, the third follower of the journal: with a cursor of its own for each stream, on one gateway at a time. A row is
 * spread into deliveries, and only then the cursor moves: whoever is killed in between spreads it again, into the same ones.
 */
export class Follower {
  readonly #parts: FollowerParts

  constructor(parts: FollowerParts) {
    this.#parts = parts
  }

  /** An installation that has never notified anybody begins with what happens from now on. */
  async begin(): Promise<void> {
    const { store, journal } = this.#parts
    if ((await store.followed.native.findOne({})) !== null) return
    const heads = await journal.heads.native.find({}, { projection: { n: 1 } }).toArray()
    const all = [{ _id: 'begun', n: 0 }, ...heads.map(({ _id, n }) => ({ _id, n: n as number }))]
    await store.followed.native.insertMany(all, { ordered: false }).catch(unlessThere)
  }

  /** Follows every stream to its head; answers how many deliveries came of it. */
  async look(): Promise<number> {
    const { store, journal, lease } = this.#parts
    if (!(await lease.hold())) return 0
    const [heads, followed] = await Promise.all([
      journal.heads.native.find({}, { projection: { n: 1 } }).toArray(),
      store.followed.native.find({}).toArray(),
    ])
    const cursors = new Map(followed.map(({ _id, n }) => [_id, n as number]))
    let made = 0
    for (const { _id, n } of heads) {
      if ((n as number) > (cursors.get(_id) ?? 0)) made += await this.#follow(_id as Stream, cursors.get(_id) ?? 0)
    }
    return made
  }

  async #follow(stream: Stream, from: number): Promise<number> {
    const { journal, store, lease } = this.#parts
    let made = 0
    for (let n = from; ;) {
      const rows = await journal.journal.model
        .find({ stream, n: { $gt: n } })
        .sort({ n: 1 })
        .limit(rowsPerRead)
        .lean()
      const last = rows.at(-1)
      if (last === undefined) return made
      const deliveries = await spread(rows, this.#parts)
      if (deliveries.length > 0)
        await store.deliveries.native.insertMany(deliveries, { ordered: false }).catch(unlessThere)
      made += deliveries.length
      await store.followed.native.updateOne({ _id: stream }, { $max: { n: last.n } }, { upsert: true })
      n = last.n
      if (!(await lease.hold())) return made
    }
  }
}

/** What was spread before somebody was killed is there already. */
function unlessThere(error: unknown): void {
  if (!(error instanceof MongoServerError) || error.code !== duplicateKey) throw error
}
