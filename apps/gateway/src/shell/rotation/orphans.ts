import type { Collection } from 'mongodb'
import type { Row } from '../database.ts'
import { epochIn, type KeyRows } from '../key-rows.ts'
import type { Keys } from '../keys.ts'
import type { KeyRow } from '../wrapping.ts'

const dayMs = 24 * 60 * 60 * 1000
const keysAtOnce = 1_000
/** More than a tenth of all keys without data, and more than these: then it is the data that is missing. */
const fewEnough = 20

type Found = Pick<KeyRow, '_id' | 'ref' | 'parent'>

export interface OrphanParts {
  readonly rows: KeyRows
  readonly keys: Keys
  readonly now: () => Date
  /** The collections whose rows keys are made for, by the kind of key. */
  readonly owners: Readonly<Record<'person' | 'child' | 'facility' | 'record', readonly Collection<Row>[]>>
}

/** Most keys have no data: these databases do not belong together, and nothing is swept. */
export class DataMissing extends Error {
  override name = 'DataMissing'
}

/**
 * Destroys keys whose data were never stored: a day old, and without an owner in two sweeps running. They go without a line in
 * the ledger, for nothing was deleted: should their data come back with a backup, so may they.
 */
export class Orphans {
  readonly #parts: OrphanParts
  #seenBefore: ReadonlySet<string> = new Set()

  constructor(parts: OrphanParts) {
    this.#parts = parts
  }

  /** Answers how many were destroyed. */
  async sweep(): Promise<number> {
    const { rows, keys, now } = this.#parts
    const found = new Set<string>()
    const projection = { ref: 1, parent: 1 }
    const old = rows.find({ at: { $lte: new Date(now().getTime() - dayMs) } }, { projection, batchSize: keysAtOnce })
    for (let some = await next(old); some.length > 0; some = await next(old))
      for (const id of await this.#orphansAmong(some)) found.add(id)
    const count = await rows.estimatedDocumentCount()
    if (found.size > Math.max(fewEnough, count / 10))
      throw new DataMissing(`${found.size} of ${count} keys have no data: none of them is swept`)
    const orphans = [...found].filter((id) => this.#seenBefore.has(id))
    this.#seenBefore = found
    await keys.destroyIds(orphans)
    return orphans.length
  }

  async #orphansAmong(some: readonly Found[]): Promise<string[]> {
    const dead = await this.#deadAmong(some)
    const ownerless: string[] = []
    for (const [kind, those] of Map.groupBy(some, kindOf)) {
      if (kind === null) continue
      const owned = await this.#ownedAmong(kind, those)
      ownerless.push(...those.filter((row) => !owned.has(row._id)).map(({ _id }) => _id))
    }
    return [...new Set([...dead, ...ownerless])]
  }

  /** Which of these keys are for something that is there, or have keys beneath them. */
  async #ownedAmong(kind: keyof OrphanParts['owners'], those: readonly Found[]): Promise<Set<string>> {
    const ids = { $in: those.map(ownerOf) }
    const found = await Promise.all(this.#parts.owners[kind].map((owners) => owners.distinct('_id', { _id: ids })))
    const owners = new Set(found.flat())
    const above = new Set(await this.#parts.rows.distinct('parent', { parent: { $in: those.map(({ _id }) => _id) } }))
    return new Set(those.filter((row) => owners.has(ownerOf(row)) || above.has(row._id)).map(({ _id }) => _id))
  }

  /** What nothing opens any more: the key above it is gone, and it has not been wrapped under another one meanwhile. */
  async #deadAmong(some: readonly Found[]): Promise<string[]> {
    const { rows } = this.#parts
    const hanging = some.filter(({ parent }) => epochIn(parent) === null)
    const there = new Set(await rows.distinct('_id', { _id: { $in: hanging.map(({ parent }) => parent) } }))
    const lost = hanging.filter(({ parent }) => !there.has(parent)).map(({ _id, parent }) => ({ _id, parent }))
    if (lost.length === 0) return []
    return (await rows.find({ $or: lost }, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id)
  }
}

/** A month's key may be of use until the month's data are over, and goes then (purge/months.ts); some are for everybody. */
function kindOf({ ref }: Found): keyof OrphanParts['owners'] | null {
  const [kind, , below] = ref.split(':')
  if (kind === 'wraps') return below === undefined ? 'facility' : 'child'
  return kind === 'person' || kind === 'child' || kind === 'facility' || kind === 'record' ? kind : null
}

/** The row that a key is for has the last id in its name. */
const ownerOf = ({ ref }: Found) => ref.slice(ref.lastIndexOf(':') + 1)

async function next(cursor: { next(): Promise<Found | null> }): Promise<Found[]> {
  const some: Found[] = []
  for (let row = await cursor.next(); row !== null; row = await cursor.next()) {
    some.push(row)
    if (some.length === keysAtOnce) break
  }
  return some
}
