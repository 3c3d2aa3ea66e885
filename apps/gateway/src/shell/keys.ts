import { randomUUID, type KeyObject } from 'node:crypto'
import type { mongo } from 'mongoose'
import { createKeyCache, type Key } from './key-cache.ts'
import { floorOf, monthNamed, nameOf, parentOf, type AnyRef, type KeyRef, type LeafRef } from './key-ref.ts'
import type { RootKey } from './root-key.ts'
import { unwrap, wrapNew, type KeyRow } from './wrapping.ts'

/** What a text sealed with a destroyed key reads as. */
export const Shredded = Symbol('shredded')

/** The keys database and the root key file do not belong together, or one of them is damaged. */
export class KeysUnusable extends Error {
  override name = 'KeysUnusable'
}

export interface Keys {
  /** Finds or makes the keys and holds them in memory. A new key is stored (majority, journaled) when this resolves. */
  prepare(refs: Iterable<KeyRef>): Promise<void>
  /** Holds the keys with these ids in memory, as far as they exist. */
  load(ids: Iterable<string>): Promise<void>
  /** A key at hand, by whose it is. */
  ofRef(ref: KeyRef): Key
  /** A key at hand, by its id, or Shredded if the store has it no more. */
  ofId(id: string): Key | typeof Shredded
  /** Deletes the wrapped key. What it sealed is Shredded from now on; the same ref gets a new key when it needs one. */
  destroy(ref: LeafRef): Promise<void>
  /** The id of the key, for the record of its end; null where there is none. */
  idOf(ref: LeafRef): Promise<string | null>
  /** Deletes wrapped keys by their ids, as far as they exist. */
  destroyIds(ids: readonly string[]): Promise<void>
  /** The keys of whole months that exist. */
  months(): Promise<{ id: string; ref: Extract<LeafRef, { kind: 'month' }> }[]>
  /** The secret of the keyed hashes (macs.ts). */
  macSecret(): Promise<KeyObject>
}

// A key destroyed by another gateway is forgotten here after this time, at the next prepare or load.
const trustedFor = 60_000
const bound = 5_000

/** The collection of wrapped keys, with its index, read and written so that no stored key is ever rolled back. */
export async function openKeyRows(keysDatabase: mongo.Db): Promise<mongo.Collection<KeyRow>> {
  const rows = keysDatabase.collection<KeyRow>('keys', {
    readConcern: { level: 'majority' },
    readPreference: 'primary',
    writeConcern: { w: 'majority', journal: true },
  })
  await rows.createIndex({ ref: 1 }, { unique: true })
  return rows
}

/** The key store: root → platform → persons; root → facilities → months and children → records. */
export function createKeys({
  rows,
  root,
  now,
}: {
  rows: mongo.Collection<KeyRow>
  root: RootKey
  now: () => Date
}): Keys {
  const cache = createKeyCache(bound)
  const isFresh = (entry: { confirmedAt: number } | undefined) =>
    entry !== undefined && Math.abs(now().getTime() - entry.confirmedAt) < trustedFor

  /** In one round trip, however many there are. */
  const find = (filter: mongo.Filter<KeyRow>, atMost: number) => rows.find(filter, { batchSize: atMost + 1 }).toArray()

  const rootOf = (parent: string) => (parent.startsWith('root:') ? Number(parent.slice(5)) : null)

  function secretAbove(row: KeyRow): KeyObject | null {
    const epoch = rootOf(row.parent)
    if (epoch === null) return cache.get(row.parent)?.key?.secret ?? null
    const secret = root.epochs.get(epoch)
    if (secret) return secret
    throw new KeysUnusable(`The root key file has no epoch ${epoch}, which the keys database needs; restore that file.`)
  }

  /** Takes a row into memory; its parent is there, or destroyed. */
  function take(row: KeyRow, at: number) {
    const known = cache.get(row._id)?.key
    const above = secretAbove(row)
    if (above === null) return cache.miss(row._id, at)
    const secret = known?.secret ?? unwrap(row, above)
    if (secret === null) {
      throw new KeysUnusable(
        `The root key file does not open the keys database (${row.ref}); start with the file that was in use when it was filled.`,
      )
    }
    cache.keep({ id: row._id, idBytes: Buffer.from(row._id.replaceAll('-', ''), 'hex'), name: row.ref, secret }, at)
  }

  /** Takes rows into memory, after those above them: a query for each floor that is not at hand. */
  async function takeAll(found: KeyRow[], at: number): Promise<void> {
    const here = new Set(found.map((row) => row._id))
    const above = [...new Set(found.map((row) => row.parent))].filter(
      (parent) => rootOf(parent) === null && !here.has(parent) && !isFresh(cache.get(parent)),
    )
    if (above.length > 0) await load(above)
    const waiting = new Map(found.map((row) => [row._id, row]))
    const takeWithParent = (row: KeyRow) => {
      if (!waiting.delete(row._id)) return
      const parent = waiting.get(row.parent)
      if (parent) takeWithParent(parent)
      take(row, at)
    }
    found.forEach(takeWithParent)
  }

  async function load(ids: Iterable<string>): Promise<void> {
    cache.trim()
    const due = [...new Set(ids)].filter((id) => !isFresh(cache.get(id)))
    if (due.length === 0) return
    const at = now().getTime()
    const found = await find({ _id: { $in: due } }, due.length)
    await takeAll(found, at)
    const there = new Set(found.map((row) => row._id))
    for (const id of due) if (!there.has(id)) cache.miss(id, at)
  }

  /** Makes keys whose parents are at hand. Of two gateways that make one at once, both take the one that was first. */
  async function make(refs: AnyRef[]): Promise<void> {
    const at = now()
    const drafts = refs.map((ref) => draft(ref, at))
    // An upsert that finds the other's row still waits until that row is with the majority.
    const { upsertedIds } = await rows.bulkWrite(
      drafts.map(({ ref, ...row }) => ({
        updateOne: { filter: { ref }, update: { $setOnInsert: row }, upsert: true },
      })),
      { ordered: false },
    )
    const ours = drafts.filter((_, index) => upsertedIds[index] !== undefined)
    const theirs = drafts.filter((_, index) => upsertedIds[index] === undefined).map(({ ref }) => ref)
    const found = theirs.length > 0 ? await find({ ref: { $in: theirs } }, theirs.length) : []
    await takeAll([...ours, ...found], at.getTime())
  }

  function draft(ref: AnyRef, at: Date): KeyRow {
    const above = parentOf(ref)
    const row = { _id: randomUUID(), ref: nameOf(ref), at }
    if (above) {
      const { id, secret } = ofRef(above)
      return wrapNew({ ...row, parent: id }, secret)
    }
    const secret = root.epochs.get(root.newest)
    if (!secret) throw new KeysUnusable('The root key has no newest epoch.')
    return wrapNew({ ...row, parent: `root:${root.newest}` }, secret)
  }

  async function prepareAny(refs: Iterable<AnyRef>): Promise<void> {
    cache.trim()
    const wanted = withThoseAbove(refs)
    const isDue = (ref: AnyRef) => !isFresh(cache.named(nameOf(ref)))
    const due = wanted.filter(isDue)
    if (due.length === 0) return
    const at = now().getTime()
    await takeAll(await find({ ref: { $in: due.map(nameOf) } }, due.length), at)
    const missing = due.filter(isDue)
    const floors = [...Map.groupBy(missing, floorOf)].sort(([one], [other]) => one - other)
    for (const [, refs] of floors) await make(refs)
  }

  function atHand(ref: AnyRef): Key {
    const key = cache.named(nameOf(ref))?.key
    if (key) return key
    throw new Error(`The key ${nameOf(ref)} was not prepared.`)
  }
  const ofRef = (ref: KeyRef) => atHand(ref)

  return {
    prepare: prepareAny,
    load,
    ofRef,
    ofId(id) {
      const entry = cache.get(id)
      if (entry === undefined) throw new Error(`The key ${id} was not loaded.`)
      return entry.key ?? Shredded
    },
    async destroy(ref) {
      const row = await rows.findOneAndDelete({ ref: nameOf(ref) })
      const id = row?._id ?? cache.named(nameOf(ref))?.key?.id
      if (id !== undefined) cache.miss(id, now().getTime())
    },
    async idOf(ref) {
      return (await rows.findOne({ ref: nameOf(ref) }, { projection: { _id: 1 } }))?._id ?? null
    },
    async destroyIds(ids) {
      if (ids.length === 0) return
      await rows.deleteMany({ _id: { $in: [...ids] } })
      for (const id of ids) cache.miss(id, now().getTime())
    },
    async months() {
      const found = await rows.find({ ref: /^month:/ }, { projection: { ref: 1 } }).toArray()
      return found.map(({ _id: id, ref }) => ({ id, ref: monthNamed(ref) }))
    },
    async macSecret() {
      await prepareAny([{ kind: 'macs' }])
      return atHand({ kind: 'macs' }).secret
    },
  }
}

/** The refs and all those above them, each once. */
function withThoseAbove(refs: Iterable<AnyRef>): AnyRef[] {
  const wanted = new Map<string, AnyRef>()
  for (const ref of refs) {
    for (let one: AnyRef | null = ref; one !== null; one = parentOf(one)) wanted.set(nameOf(one), one)
  }
  return [...wanted.values()]
}
