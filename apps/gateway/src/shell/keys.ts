import { randomUUID, type KeyObject } from 'node:crypto'
import type { mongo } from 'mongoose'
import { createKeyCache, type Key } from './key-cache.ts'
import {
  floorOf,
  monthNamed,
  nameOf,
  parentOf,
  type AnyRef,
  type KeyRef,
  type LeafRef,
  type WrappingRef,
} from './key-ref.ts'
import { destroyRows, epochIn, hangUnder, inUse, retireRows, type KeyRows } from './key-rows.ts'
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
  prepare(refs: Iterable<KeyRef | WrappingRef>): Promise<void>
  /** Holds the keys with these ids in memory, as far as they exist. */
  load(ids: Iterable<string>): Promise<void>
  /** A key at hand, by whose it is. */
  ofRef(ref: KeyRef | WrappingRef): Key
  /** A key at hand, by its id, or Shredded if the store has it no more. */
  ofId(id: string): Key | typeof Shredded
  /** Deletes the wrapped key. What it sealed is Shredded from now on; the same ref gets a new key when it needs one. */
  destroy(ref: LeafRef): Promise<void>
  /** The ids of what `destroy` would delete, for the record of its end. */
  idsOf(ref: LeafRef): Promise<string[]>
  /** Deletes wrapped keys by their ids, as far as they exist; those above have outlived them since then. */
  destroyIds(ids: readonly string[], since?: Date): Promise<void>
  /** Hangs nothing under these keys any more: whoever needs one makes its successor. */
  retire(ids: readonly string[]): Promise<void>
  /** The keys of whole months that exist. */
  months(): Promise<{ id: string; ref: Extract<LeafRef, { kind: 'month' }> }[]>
  /** The secret of the keyed hashes (macs.ts). */
  macSecret(): Promise<KeyObject>
}

// A key destroyed by another gateway is forgotten here after this time, at the next prepare or load.
const trustedFor = 60_000
const bound = 5_000

/** The key store: root → platform → persons; root → facilities → months and children → records. */
export function createKeys({ rows, root, now }: { rows: KeyRows; root: RootKey; now: () => Date }): Keys {
  const cache = createKeyCache(bound)
  const isFresh = (entry: { confirmedAt: number } | undefined) =>
    entry !== undefined && Math.abs(now().getTime() - entry.confirmedAt) < trustedFor

  /** In one round trip, however many there are. */
  const find = (filter: mongo.Filter<KeyRow>, atMost: number): Promise<KeyRow[]> =>
    rows.find(filter, { batchSize: atMost + 1 }).toArray()

  function secretAbove(row: KeyRow): KeyObject | null {
    const epoch = epochIn(row.parent)
    if (epoch === null) return cache.get(row.parent)?.key?.secret ?? null
    const secret = root.epochs.get(epoch)
    if (secret) return secret
    throw new KeysUnusable(`The root key file has no epoch ${epoch}, which the keys database needs; restore that file.`)
  }

  /** Takes a row into memory; false where the key above it is not there. */
  function take(row: KeyRow, at: number): boolean {
    const known = cache.get(row._id)?.key
    const above = secretAbove(row)
    if (above === null) return false
    const secret = known?.secret ?? unwrap(row, above)
    if (secret === null) {
      throw new KeysUnusable(
        `The root key file does not open the keys database (${row.ref}); start with the file that was in use when it was filled.`,
      )
    }
    const name = row.retired ? null : row.ref
    cache.keep({ id: row._id, idBytes: Buffer.from(row._id.replaceAll('-', ''), 'hex'), name, secret }, at)
    return true
  }

  /** Takes rows into memory, after those above them: a query for each floor that is not at hand. */
  async function takeAll(found: KeyRow[], at: number): Promise<void> {
    const here = new Set(found.map((row) => row._id))
    const parents = [...new Set(found.map((row) => row.parent))]
    const epochs = parents.map(epochIn).filter((epoch) => epoch !== null)
    if (epochs.some((epoch) => !root.epochs.has(epoch))) await root.reread(new Set(root.epochs.keys()))
    const above = parents.filter((id) => epochIn(id) === null && !here.has(id) && !isFresh(cache.get(id)))
    if (above.length > 0) await load(above)
    const waiting = new Map(found.map((row) => [row._id, row]))
    const lost: KeyRow[] = []
    const takeWithParent = (row: KeyRow) => {
      if (!waiting.delete(row._id)) return
      const parent = waiting.get(row.parent)
      if (parent) takeWithParent(parent)
      if (!take(row, at)) lost.push(row)
    }
    found.forEach(takeWithParent)
    if (lost.length > 0) await lookAgain(lost, at)
  }

  /** Either the key above was made new between two looks, and they hang under another one now; or it is destroyed. */
  async function lookAgain(lost: KeyRow[], at: number): Promise<void> {
    const before = new Map(lost.map((row) => [row._id, row.parent]))
    const found = await find({ _id: { $in: [...before.keys()] } }, lost.length)
    const moved = found.filter((row) => row.parent !== before.get(row._id))
    for (const row of moved) before.delete(row._id)
    for (const id of before.keys()) cache.miss(id, at)
    if (moved.length > 0) await takeAll(moved, at)
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

  /**
   * Makes keys; false where one of them, or of those above, was retired by another gateway before it was at hand. Of two gateways
   * that make one at once, both take the one that was first.
   */
  async function make(refs: AnyRef[]): Promise<boolean> {
    const at = now()
    if (!refs.every(isBelowOneAtHand)) return false
    const drafts = refs.map((ref) => draft(ref, at))
    const parents = drafts.map(({ parent }) => parent)
    const upserts = drafts.map(({ ref, ...row }) => ({
      updateOne: { filter: { ref, retired: null }, update: { $setOnInsert: row }, upsert: true },
    }))
    // An upsert that finds the other's row still waits until that row is with the majority.
    const made = await hangUnder(rows, parents, (inTransaction) =>
      rows.bulkWrite(upserts, { ordered: false, ...inTransaction }),
    )
    if (made === null) {
      parents.forEach(cache.forget)
      return false
    }
    const ours = drafts.filter((_, index) => made.upsertedIds[index] !== undefined)
    const theirs = refs.filter((_, index) => made.upsertedIds[index] === undefined)
    const found = theirs.length > 0 ? await find(inUse(theirs), theirs.length) : []
    await takeAll([...ours, ...found], at.getTime())
    return refs.every(isAtHand)
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
    const at = now()
    const found = await find(inUse(due), due.length)
    await takeAll(found, at.getTime())
    // What hangs under a destroyed key is so itself, and leaves its name to another one.
    const dead = found.filter(({ _id }) => cache.get(_id)?.key === null)
    for (const { _id, parent } of dead) await retireRows(rows, { _id, parent })
    const missing = due.filter(isDue)
    const floors = [...Map.groupBy(missing, floorOf)].sort(([one], [other]) => one - other)
    for (const [, those] of floors) if (!(await make(those))) return prepareAny(wanted)
  }

  const keyOf = (ref: AnyRef) => cache.named(nameOf(ref))?.key ?? null
  const isAtHand = (ref: AnyRef) => keyOf(ref) !== null
  function isBelowOneAtHand(ref: AnyRef): boolean {
    const above = parentOf(ref)
    return above === null || isAtHand(above)
  }

  function atHand(ref: AnyRef): Key {
    const key = keyOf(ref)
    if (key) return key
    throw new Error(`The key ${nameOf(ref)} was not prepared.`)
  }
  const ofRef = (ref: KeyRef | WrappingRef) => atHand(ref)

  const idsOf = async (ref: LeafRef) =>
    (await rows.distinct('_id', { ref: { $in: withItsOwn(ref).map(nameOf) } })).sort()

  async function destroyIds(ids: readonly string[], since = now()): Promise<void> {
    if (ids.length === 0) return
    await destroyRows(rows, ids, since)
    for (const id of ids) cache.miss(id, now().getTime())
  }

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
      const atHand = withItsOwn(ref).flatMap((one) => cache.named(nameOf(one))?.key?.id ?? [])
      await destroyIds([...new Set([...atHand, ...(await idsOf(ref))])])
    },
    idsOf,
    destroyIds,
    async retire(ids) {
      await retireRows(rows, { _id: { $in: [...ids] } })
      ids.forEach(cache.forget)
    },
    async months() {
      const found = await rows.find({ ref: /^month:/, retired: null }, { projection: { ref: 1 } }).toArray()
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

/** The key, and the one that wraps what hangs on it: a child's records go with the child. */
const withItsOwn = (ref: LeafRef): AnyRef[] =>
  ref.kind === 'child' ? [ref, { kind: 'wraps', facility: ref.facility, child: ref.child }] : [ref]
