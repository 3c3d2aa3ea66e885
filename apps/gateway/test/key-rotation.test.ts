import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ChildId, FacilityId, PersonId } from '@morgenkreis/protocol'
import type { Collection } from 'mongodb'
import mongoose, { type Connection } from 'mongoose'
import pino from 'pino'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Row } from '../src/shell/database.ts'
import { monthRef, recordRef, type KeyRef, type LeafRef } from '../src/shell/key-ref.ts'
import { isRetired, openKeyRows, type KeyRows } from '../src/shell/key-rows.ts'
import { createKeys, Shredded } from '../src/shell/keys.ts'
import { Ledger, type LedgerLine } from '../src/shell/ledger/ledger.ts'
import { readRootKey } from '../src/shell/root-key.ts'
import { addEpoch, createRootKey } from '../src/shell/root-key-file.ts'
import { adviceOn } from '../src/shell/rotation/deadlines.ts'
import { DataMissing, Orphans } from '../src/shell/rotation/orphans.ts'
import { KeyKeeping } from '../src/shell/rotation/keeping.ts'
import { everyCopy, openedWith } from './key-copies.ts'

const day = 24 * 60 * 60 * 1000

let connection: Connection
let folder: string
const databases: string[] = []

beforeAll(async () => {
  connection = mongoose.createConnection(inject('mongodbUri'))
  await connection.asPromise()
  folder = await mkdtemp(join(tmpdir(), 'morgenkreis-rotation-'))
})
afterAll(async () => {
  for (const name of databases) await connection.getClient().db(name).dropDatabase()
  await connection.close()
  await rm(folder, { recursive: true })
})

/** An installation of its own: keys, a root key file, a ledger, a clock. */
async function install(at = '2026-03-02T08:00:00Z') {
  const name = `rotation-${randomUUID()}`
  databases.push(name)
  const rows = await openKeyRows(connection.getClient().db(name))
  const rootFile = join(folder, name)
  await createRootKey(rootFile)
  const ledger = await Ledger.open(folder, `ledger-${name}`)
  const clock = { at: new Date(at) }
  const now = () => clock.at
  const logged: string[] = []
  const log = pino(
    { base: null },
    { write: (line: string) => void logged.push((JSON.parse(line) as { msg: string }).msg) },
  )
  return {
    ...{ rows, rootFile, ledger, clock, logged },
    later: (ms: number) => (clock.at = new Date(clock.at.getTime() + ms)),
    /** What each gateway has of its own: its memory, and perhaps a way to the database that fails. */
    async gateway(way: KeyRows = rows) {
      const root = await readRootKey(rootFile)
      const keys = createKeys({ rows: way, root, now })
      return { root, keys, keeping: new KeyKeeping({ rows: way, root, keys, ledger, now, log }) }
    },
    async renewals(): Promise<LedgerLine[]> {
      const lines: LedgerLine[] = []
      for await (const part of ledger.after(null)) lines.push(...part.lines)
      return lines.filter(({ rule }) => rule === 'renewed')
    },
  }
}
type Installed = Awaited<ReturnType<typeof install>>

const kita = FacilityId.parse(randomUUID())
const child = () => ChildId.parse(randomUUID())
const person = (): LeafRef => ({ kind: 'person', person: PersonId.parse(randomUUID()) })
const childRef = (of: ChildId): LeafRef => ({ kind: 'child', facility: kita, child: of })
const wraps = (of: ChildId | null) => ({ kind: 'wraps', facility: kita, child: of }) as const

/** The secrets as a gateway finds them that has just started; null where there is none. */
async function readBy({ gateway }: Installed, ids: readonly string[]) {
  const { keys } = await gateway()
  await keys.load(ids)
  return ids.map((id) => {
    const key = keys.ofId(id)
    return key === Shredded ? null : key.secret.export().toString('hex')
  })
}

/** A family's keys on all floors, and their secrets. */
async function filled(house: Installed) {
  const { keys } = await house.gateway()
  const kim = child()
  const refs: KeyRef[] = [
    ...[person(), person(), childRef(kim), childRef(child()), { kind: 'facility', facility: kita } as const],
    ...[
      monthRef(kita, 'comments', house.clock.at),
      recordRef(kita, kim, randomUUID()),
      recordRef(kita, kim, randomUUID()),
    ],
  ]
  await keys.prepare(refs)
  const ids = refs.map((ref) => keys.ofRef(ref).id)
  return { keys, kim, refs, ids, secrets: await readBy(house, ids) }
}

test('[N1, data at rest] over a spring with a leap day, what was destroyed 37 days ago is in no copy that anything left opens', async () => {
  const house = await install('2028-01-10T08:00:00Z')
  const { keys, keeping, root } = await house.gateway()
  const [kim, stays] = [child(), person()]
  await keys.prepare([stays, childRef(kim)])
  const living = [stays, childRef(kim)].map((ref) => keys.ofRef(ref).id)
  const before = await readBy(house, living)
  const destroyed: { id: string; at: Date }[] = []
  while (house.clock.at < new Date('2028-05-01')) {
    const gone = [person(), monthRef(kita, 'comments', house.clock.at), recordRef(kita, kim, randomUUID())]
    await keys.prepare(gone)
    destroyed.push(...gone.map((ref) => ({ id: keys.ofRef(ref).id, at: house.clock.at })))
    for (const ref of gone) await keys.destroy(ref)
    for (let days = 0; days < 5; days += 1) {
      house.later(day)
      await keeping.run()
      await followAdvice(house)
    }
    await keeping.run()
    expect((await keeping.figures()).overdue).toBe(0)
    const left = openedWith((await readRootKey(house.rootFile)).epochs, await everyCopy(house.rows))
    const due = destroyed.filter(({ at }) => house.clock.at.getTime() - at.getTime() >= 37 * day)
    expect(due.filter(({ id }) => left.has(id))).toEqual([])
    expect(living.every((id) => left.has(id))).toBe(true)
  }
  expect(await readBy(house, living)).toEqual(before)
  // The operator was asked about once a month, and the copies of the last weeks prove that the search finds what is there.
  expect(root.newest).toBe(5)
  expect(openedWith(root.epochs, await everyCopy(house.rows)).has(destroyed.at(-1)!.id)).toBe(true)
}, 60_000)

/** An operator who does within a day what the log says. */
async function followAdvice({ logged, rootFile }: Installed) {
  for (const sentence of logged.splice(0)) {
    const [, epoch] = /needs epoch (\d+)/.exec(sentence) ?? []
    if (sentence.startsWith('A new epoch')) await addEpoch(rootFile)
    if (epoch === undefined) continue
    const lines = (await readFile(rootFile, 'utf8')).split('\n').filter((line) => !line.startsWith(`${epoch}:`))
    await writeFile(rootFile, lines.join('\n'))
  }
}

test('[N1] a parent is made new a week after something beneath it was destroyed, and one beneath which nothing was stays', async () => {
  const house = await install()
  const { keys, ids, secrets, refs } = await filled(house)
  const { keeping } = await house.gateway()
  const [gone] = refs
  await keys.prepare([{ kind: 'platform' }])
  const [platform, facility] = [keys.ofRef({ kind: 'platform' }).id, keys.ofRef(wraps(null)).id]
  await keys.destroy(gone as LeafRef)
  house.later(7 * day - 1)
  await keeping.run()
  expect(await house.rows.countDocuments({ _id: platform })).toBe(1)
  house.later(1)
  await keeping.run()
  expect(await house.rows.countDocuments({ _id: platform })).toBe(0)
  expect(await house.rows.countDocuments({ _id: facility })).toBe(1)
  expect(await readBy(house, ids)).toEqual([null, ...secrets.slice(1)])
  expect(await house.renewals()).toEqual([
    {
      ...{ at: house.clock.at.toISOString(), rule: 'renewed', deed: 'deleted', collection: 'keys' },
      ...{ id: platform, facility: null, keys: [platform] },
    },
  ])
})

/** A way to the database that ends with the process: at its n-th writing step nothing more is done. */
function endingAt(rows: KeyRows, step: number): KeyRows {
  let steps = 0
  const writing = new Set<PropertyKey>(['updateOne', 'updateMany', 'bulkWrite', 'deleteOne', 'deleteMany'])
  return new Proxy(rows, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      return (...given: unknown[]): unknown => {
        if (writing.has(name) && (steps += 1) >= step) throw new Error('the process has ended')
        return Reflect.apply(value, target, given)
      }
    },
  })
}

test('[N1, I1] ended at any step, the making new goes on where it was, and every key stays readable all the while', async () => {
  const house = await install()
  const { keys, ids, secrets, kim, refs } = await filled(house)
  const old = [wraps(kim), wraps(null)].map((ref) => keys.ofRef(ref).id)
  await keys.destroy(refs.at(-1) as LeafRef)
  await addEpoch(house.rootFile)
  const expected = [...secrets.slice(0, -1), null]
  let ends = 0
  for (let done = false; !done;) {
    // Each time another step further: what was done before is not done again.
    const { keeping } = await house.gateway(endingAt(house.rows, 1 + (ends % 4)))
    done = await keeping.run().then(
      () => true,
      () => false,
    )
    if (!done) ends += 1
    expect(await readBy(house, ids)).toEqual(expected)
    expect(ends).toBeLessThan(200)
    if (ends > 60) await (await house.gateway()).keeping.run()
  }
  expect(ends).toBeGreaterThan(10)
  expect(await house.rows.countDocuments({ _id: { $in: old } })).toBe(0)
  expect(await house.rows.countDocuments({ $or: [isRetired, { since: { $exists: true } }] })).toBe(0)
  expect(await house.rows.distinct('parent', { parent: /^root:/ })).toEqual(['root:2'])
  expect(new Set((await house.renewals()).map(({ id }) => id))).toEqual(new Set(old))
})

test('[N1, data at rest] a gateway that knows only the old parent hangs nothing under it, and opens all that moved', async () => {
  const house = await install()
  const { keys: stale, ids, secrets, kim, refs } = await filled(house)
  const old = [wraps(kim), wraps(null)].map((ref) => stale.ofRef(ref).id)
  const { keeping } = await house.gateway()
  await stale.destroy(refs.at(-1) as LeafRef)
  await stale.destroy(refs[5] as LeafRef)
  // The clock of the caches stands still: whatever was at hand counts as fresh.
  await addEpoch(house.rootFile)
  await keeping.run()
  expect(await house.rows.countDocuments({ _id: { $in: old } })).toBe(0)
  const made = [recordRef(kita, kim, randomUUID()), childRef(child()), monthRef(kita, 'chat', house.clock.at)]
  await stale.prepare(made)
  const madeIds = made.map((ref) => stale.ofRef(ref).id)
  const secretsMade = made.map((ref) => stale.ofRef(ref).secret.export().toString('hex'))
  expect(await readBy(house, madeIds)).toEqual(secretsMade)
  await stale.load(ids)
  expect(ids.map((id) => stale.ofId(id) === Shredded)).toEqual(secrets.map((_, at) => at === 5 || at === 7))
})

test('[N1, data at rest] two gateways make keys while two others make their parents new: none is lost', async () => {
  const house = await install()
  const { kim, ids, secrets } = await filled(house)
  const [one, other, first, second] = await Promise.all(Array.from({ length: 4 }, () => house.gateway()))
  const made: string[] = []
  const making = async ({ keys }: typeof one & {}) => {
    for (let n = 0; n < 12; n += 1) {
      const refs = [recordRef(kita, kim, randomUUID()), childRef(child()), person()]
      await keys.prepare(refs)
      made.push(...refs.map((ref) => `${keys.ofRef(ref).id} ${keys.ofRef(ref).secret.export().toString('hex')}`))
    }
  }
  let ended = false
  const renewing = async ({ keeping, keys }: typeof one & {}) => {
    while (!ended) {
      await keys.prepare([wraps(null), wraps(kim), { kind: 'platform' }])
      await keys.retire([wraps(null), wraps(kim), { kind: 'platform' } as const].map((ref) => keys.ofRef(ref).id))
      await keeping.run()
    }
  }
  const renewals = [renewing(first!), renewing(second!)]
  await Promise.all([making(one!), making(other!)])
  ended = true
  await Promise.all(renewals)
  expect((await house.renewals()).length).toBeGreaterThan(3)
  expect(await readBy(house, ids)).toEqual(secrets)
  const idsMade = made.map((entry) => entry.split(' ')[0]!)
  expect(await readBy(house, idsMade)).toEqual(made.map((entry) => entry.split(' ')[1]))
}, 30_000)

test('[N1, data at rest] a parent that is made new between two looks does not make its keys read as Shredded', async () => {
  const house = await install()
  const { keys, ids, secrets, kim, refs } = await filled(house)
  const renewer = await house.gateway()
  await keys.destroy(refs.at(-1) as LeafRef)
  await addEpoch(house.rootFile)
  let looked = false
  const slow = new Proxy(house.rows, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      if (name !== 'find') return (...given: unknown[]): unknown => Reflect.apply(value, target, given)
      return (...given: Parameters<KeyRows['find']>) => ({
        async toArray() {
          const found = await target.find(...given).toArray()
          if (!looked) await ((looked = true), renewer.keeping.run())
          return found
        },
      })
    },
  })
  const reader = await house.gateway(slow)
  await reader.keys.load(ids)
  expect(ids.map((id) => reader.keys.ofId(id) === Shredded)).toEqual(secrets.map((_, at) => at === 7))
  const record = recordRef(kita, kim, randomUUID())
  await reader.keys.prepare([record])
  expect((await readBy(house, [reader.keys.ofRef(record).id]))[0]).not.toBeNull()
})

test('[N1, data at rest] whose parent is gone for good leaves its name to a new key, which a whole gateway opens', async () => {
  const house = await install()
  const { kim, ids, refs } = await filled(house)
  const { keys } = await house.gateway()
  await house.rows.deleteOne({ ref: `wraps:${kita}:${kim}` })
  await keys.prepare([refs[6]!])
  expect(keys.ofRef(refs[6]!).id).not.toBe(ids[6])
  expect(await readBy(house, [ids[6]!, keys.ofRef(refs[6]!).id])).toEqual([null, expect.any(String)])
})

test('[N1] a child that leaves takes with it the key above its records', async () => {
  const house = await install()
  const { keys, kim, ids } = await filled(house)
  expect(await keys.idsOf(childRef(kim))).toHaveLength(2)
  await keys.destroy(childRef(kim))
  const read = await readBy(house, ids)
  expect([read[2], read[6], read[7]]).toEqual([null, null, null])
  expect(read.filter((secret) => secret !== null)).toHaveLength(5)
})

test('[data at rest] swept is what has no owner, or no key above it; where most owners are missing, nothing is', async () => {
  const house = await install()
  const { keys, kim, refs, ids } = await filled(house)
  // A record whose child was destroyed, and one whose row the time has taken.
  const gone = child()
  const [dead, expired] = [recordRef(kita, gone, randomUUID()), recordRef(kita, kim, randomUUID())]
  await keys.prepare([dead, expired])
  const [deadId, expiredId] = [keys.ofRef(dead).id, keys.ofRef(expired).id]
  await house.rows.deleteOne({ _id: keys.ofRef(wraps(gone)).id })
  const collection = house.rows.db.collection<Row>('owners')
  const owned = [...refs, dead].flatMap((ref) => Object.values(ref).slice(-1))
  await collection.insertMany([...new Set([...owned, kim, kita])].map((_id) => ({ _id })))
  const orphansOf = (of: Collection<Row>) => {
    const owners = { person: [of], child: [of], facility: [of], record: [of] }
    return new Orphans({ rows: house.rows, keys, now: () => house.clock.at, owners })
  }
  house.later(day)
  const before = await house.rows.distinct('_id')
  const orphans = orphansOf(collection)
  expect([await orphans.sweep(), await orphans.sweep(), await orphans.sweep()]).toEqual([0, 2, 0])
  expect(await house.rows.distinct('_id')).toEqual(before.filter((id) => id !== deadId && id !== expiredId))
  expect(await readBy(house, ids)).not.toContain(null)

  await keys.prepare(Array.from({ length: 30 }, person))
  house.later(day)
  const nobody = orphansOf(house.rows.db.collection<Row>('nobody'))
  for (let turn = 0; turn < 3; turn += 1) await expect(nobody.sweep()).rejects.toBeInstanceOf(DataMissing)
  expect(await house.rows.countDocuments()).toBe(before.length - 2 + 30)
})

test('[N1] an operator who does nothing is told: in the log once, in the figures until it is done', async () => {
  const house = await install('2028-02-01T08:00:00Z')
  const { keys, refs } = await filled(house)
  const { keeping } = await house.gateway()
  // An epoch that was not taken out may open copies, too.
  await addEpoch(house.rootFile)
  await keeping.run()
  await keys.destroy(refs[0] as LeafRef)
  for (const { after, due, overdue } of [
    { after: 22 * day, due: 0, overdue: 0 },
    { after: day, due: 1, overdue: 0 },
    { after: 13 * day, due: 0, overdue: 0 },
    { after: day, due: 1, overdue: 2 },
  ]) {
    house.later(after)
    house.logged.length = 0
    await keeping.run()
    await keeping.run()
    expect(house.logged.filter((line) => line.startsWith('A new epoch'))).toHaveLength(due)
    expect((await keeping.figures()).overdue).toBe(overdue)
  }
  expect((await keeping.figures()).oldestEpochAgeMs).toBe(37 * day)
  await addEpoch(house.rootFile)
  await keeping.run()
  expect((await keeping.figures()).oldestEpochAgeMs).toBe(0)
  // Until the old one is out of the file, copies can still be read with it.
  expect((await keeping.figures()).overdue).toBe(2)
  house.later(7 * day)
  house.logged.length = 0
  await keeping.run()
  expect(house.logged).toContain(adviceOn({ oldestAgeMs: 0, due: false, removable: [2], overdue: [] })[0])
  await followAdvice(house)
  await keeping.run()
  expect((await keeping.figures()).overdue).toBe(0)
})

test('[N1] an epoch that left the file too early is kept in memory until no key needs it', async () => {
  const house = await install()
  const { ids, secrets } = await filled(house)
  const { keeping, root } = await house.gateway()
  await addEpoch(house.rootFile)
  house.logged.push('No key and no backup needs epoch 1')
  await followAdvice(house)
  await expect(house.gateway().then(({ keys }) => keys.load(ids))).rejects.toThrow(/no epoch 1/)
  await keeping.run()
  await keeping.run()
  expect([...root.epochs.keys()]).toEqual([2])
  expect(await readBy(house, ids)).toEqual(secrets)
})
