import { createSecretKey, randomBytes, randomUUID } from 'node:crypto'
import { ChildId, FacilityId, PersonId } from '@morgenkreis/protocol'
import mongoose, { type Connection } from 'mongoose'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { monthRef, type KeyRef, type LeafRef } from '../src/shell/key-ref.ts'
import { openKeyRows } from '../src/shell/key-rows.ts'
import { createKeys, KeysUnusable, Shredded } from '../src/shell/keys.ts'
import type { RootKey } from '../src/shell/root-key.ts'
import type { KeyRow } from '../src/shell/wrapping.ts'

const epochsOf = (...epochs: number[]): RootKey => ({
  newest: Math.max(...epochs),
  epochs: new Map(epochs.map((epoch) => [epoch, createSecretKey(randomBytes(32))])),
  reread: () => Promise.resolve(),
})
const root = epochsOf(1)
const clock = { at: new Date('2026-03-02T08:00:00Z') }
const databaseName = `keys-${randomUUID()}`

let connection: Connection
let rows: mongoose.mongo.Collection<KeyRow>
let commands: string[] = []
let concerns: unknown[] = []

beforeAll(async () => {
  connection = mongoose.createConnection(inject('mongodbUri'), { dbName: databaseName, monitorCommands: true })
  await connection.asPromise()
  rows = await openKeyRows(connection.getClient().db(databaseName))
  connection.getClient().on('commandStarted', ({ commandName, command }: mongoose.mongo.CommandStartedEvent) => {
    commands.push(commandName)
    concerns.push(command.writeConcern ?? command.readConcern)
  })
})
afterAll(async () => {
  await connection.dropDatabase()
  await connection.close()
})

/** What each gateway has of its own: its memory. */
const gateway = (rootKey = root, from = rows) => createKeys({ rows: from, root: rootKey, now: () => clock.at })
/** Another installation, whose keys the tests may damage. */
const elsewhere = async () => openKeyRows(connection.getClient().db(`${databaseName}-${randomUUID().slice(0, 8)}`))
const dropped = (from: typeof rows) => connection.getClient().db(from.dbName).dropDatabase()

const facility = () => FacilityId.parse(randomUUID())
const childOf = (of: FacilityId): LeafRef => ({ kind: 'child', facility: of, child: ChildId.parse(randomUUID()) })
const person = (): LeafRef => ({ kind: 'person', person: PersonId.parse(randomUUID()) })
const monthOf = (of: FacilityId) => monthRef(of, 'comments', clock.at)

const later = (ms: number) => (clock.at = new Date(clock.at.getTime() + ms))

test('[data at rest] a key that is missing is made when first needed, and stored when that is over', async () => {
  const kita = facility()
  const child = childOf(kita)
  const keys = gateway()
  await keys.prepare([child])
  const row = await rows.findOne({ _id: keys.ofRef(child).id })
  expect(row?.ref).toBe(`child:${kita}:${child.kind === 'child' ? child.child : ''}`)
  expect(row?.parent).toBe(keys.ofRef({ kind: 'wraps', facility: kita, child: null }).id)
  expect(row?.at).toEqual(clock.at)
  expect((await rows.findOne({ ref: `wraps:${kita}` }))?.parent).toBe('root:1')
})

test('[data at rest] what is stored of a key is its wrapped form only', async () => {
  const keys = gateway()
  const ref = person()
  await keys.prepare([ref])
  const stored = await rows.findOne({ _id: keys.ofRef(ref).id })
  const secret = keys.ofRef(ref).secret.export()
  expect(secret).toHaveLength(32)
  expect(JSON.stringify(stored)).not.toContain(secret.toString('base64').slice(0, 20))
  expect(
    stored &&
      Buffer.from(stored.wrapped instanceof Uint8Array ? stored.wrapped : stored.wrapped.value()).includes(secret),
  ).toBe(false)
})

test('[data at rest] another gateway finds the same keys, by whose they are and by id', async () => {
  const refs: KeyRef[] = [person(), childOf(facility()), monthOf(facility())]
  const [one, other, reader] = [gateway(), gateway(), gateway()]
  await one.prepare(refs)
  await other.prepare(refs)
  await reader.load(refs.map((ref) => one.ofRef(ref).id))
  for (const ref of refs) {
    const { id, secret } = one.ofRef(ref)
    expect(other.ofRef(ref).id).toBe(id)
    expect(other.ofRef(ref).secret.equals(secret)).toBe(true)
    const read = reader.ofId(id)
    expect(read !== Shredded && read.secret.equals(secret)).toBe(true)
  }
})

test('[data at rest] gateways that make the same keys at once agree on one each', async () => {
  const kitas = [facility(), facility()]
  const refs = [...kitas.map(monthOf), ...kitas.flatMap((kita) => Array.from({ length: 20 }, () => childOf(kita)))]
  const gateways = Array.from({ length: 12 }, () => gateway())
  await Promise.all(gateways.map((keys) => keys.prepare(refs)))
  for (const ref of refs) {
    const ids = new Set(gateways.map((keys) => keys.ofRef(ref).id))
    expect(ids.size).toBe(1)
    const first = gateways[0]?.ofRef(ref).secret
    expect(gateways.every((keys) => first?.equals(keys.ofRef(ref).secret))).toBe(true)
  }
  expect(await rows.countDocuments({ ref: { $in: kitas.map((kita) => `wraps:${kita}`) } })).toBe(2)
})

test('[data at rest] a batch costs few round trips: one look, one storing for each floor that is missing, none when at hand', async () => {
  const keys = gateway()
  await keys.prepare([{ kind: 'platform' }])
  const kitas = Array.from({ length: 40 }, facility)
  const refs = kitas.flatMap((kita) => [monthOf(kita), childOf(kita), person()])
  commands = []
  await keys.prepare(refs)
  // Below the first floor it is a transaction, with a touch of the keys above.
  expect(commands).toEqual(['find', 'update', 'update', 'update', 'commitTransaction'])
  commands = []
  await keys.prepare(refs)
  await keys.load(refs.map((ref) => keys.ofRef(ref).id))
  expect(commands).toEqual([])

  const cold = gateway()
  await cold.prepare(refs)
  expect(commands).toEqual(['find'])
  commands = []
  const reader = gateway()
  await reader.load(refs.map((ref) => keys.ofRef(ref).id))
  expect(commands).toEqual(['find', 'find'])
})

test('[data at rest] keys are read and written so that none is rolled back after it sealed something', async () => {
  const keys = gateway()
  const ref = person()
  await keys.prepare([{ kind: 'platform' }])
  concerns = []
  await keys.prepare([ref])
  await keys.destroy(ref)
  const [read, stored] = [{ level: 'majority' }, { w: 'majority', j: true }]
  const storing = [read, undefined, expect.objectContaining(stored)] // a transaction says it at its ends
  const looking = [read, read]
  const destroying = [stored, stored, read]
  expect(concerns).toEqual([read, ...storing, ...looking, ...destroying])
})

test('[data at rest] a destroyed key is gone from the store, and reads as Shredded, here and elsewhere', async () => {
  const [here, there] = [gateway(), gateway()]
  const [gone, stays] = [person(), person()]
  await here.prepare([gone, stays])
  await there.prepare([gone, stays])
  const [goneId, staysId] = [here.ofRef(gone).id, here.ofRef(stays).id]
  await here.destroy(gone)
  expect(await rows.findOne({ _id: goneId })).toBeNull()
  await here.load([goneId, staysId])
  expect(here.ofId(goneId)).toBe(Shredded)
  expect(here.ofId(staysId)).not.toBe(Shredded)

  later(60_000)
  await there.load([goneId, staysId])
  expect(there.ofId(goneId)).toBe(Shredded)
  expect(there.ofId(staysId)).not.toBe(Shredded)
})

test('[data at rest] destroying one key takes no other from those who have prepared it', async () => {
  const keys = gateway()
  const [gone, stays] = [person(), person()]
  await keys.prepare([gone, stays])
  const { id } = keys.ofRef(stays)
  await keys.destroy(gone)
  expect(keys.ofRef(stays).id).toBe(id)
  expect(() => keys.ofRef(gone)).toThrow(/not prepared/)
  await keys.destroy(gone) // again, and of what never was
  await keys.destroy(person())
})

test('[data at rest] who needs a key again after its destruction gets another one; the old stays shredded', async () => {
  const [here, there] = [gateway(), gateway()]
  const child = childOf(facility())
  await Promise.all([here.prepare([child]), there.prepare([child])])
  const old = here.ofRef(child).id
  await here.destroy(child)
  await here.prepare([child])
  const anew = here.ofRef(child).id
  expect(anew).not.toBe(old)
  later(60_000)
  await there.prepare([child])
  await there.load([old])
  expect(there.ofRef(child).id).toBe(anew)
  expect(there.ofId(old)).toBe(Shredded)
})

test('[data at rest] without the key above it a key is Shredded, too', async () => {
  const own = await elsewhere()
  const kita = facility()
  const month = monthOf(kita)
  const before = gateway(root, own)
  await before.prepare([month])
  const { id } = before.ofRef(month)
  await own.deleteOne({ ref: `wraps:${kita}` })
  const after = gateway(root, own)
  await after.load([id])
  expect(after.ofId(id)).toBe(Shredded)
  later(60_000)
  await before.load([id])
  expect(before.ofId(id)).toBe(Shredded)
  await dropped(own)
})

test('[data at rest] the wrong root key file stops with one sentence, and makes nothing', async () => {
  const own = await elsewhere()
  await gateway(root, own).prepare([{ kind: 'platform' }])
  const wrong = gateway(epochsOf(1), own)
  await expect(wrong.prepare([{ kind: 'platform' }])).rejects.toBeInstanceOf(KeysUnusable)
  await expect(wrong.prepare([person()])).rejects.toThrow(/does not open the keys database/)
  await expect(gateway(epochsOf(2), own).prepare([person()])).rejects.toThrow(/no epoch 1/)
  expect(await own.countDocuments()).toBe(1)
  await dropped(own)
})

test('[data at rest] a new epoch of the root wraps what is new, the old one still opens what is old', async () => {
  const own = await elsewhere()
  const kita = facility()
  const before = gateway(root, own)
  await before.prepare([monthOf(kita)])
  const both = { ...root, newest: 2, epochs: new Map([...root.epochs, ...epochsOf(2).epochs]) }
  const after = gateway(both, own)
  const fresh = facility()
  await after.prepare([monthOf(kita), monthOf(fresh)])
  expect(after.ofRef(monthOf(kita)).id).toBe(before.ofRef(monthOf(kita)).id)
  expect((await own.findOne({ ref: `wraps:${fresh}` }))?.parent).toBe('root:2')
  await dropped(own)
})

test('[data at rest] a wrapped key put into the row of another opens nothing', async () => {
  const own = await elsewhere()
  const [paula, sami] = [person(), person()]
  const keys = gateway(root, own)
  await keys.prepare([paula, sami])
  const stolen = await own.findOne({ _id: keys.ofRef(paula).id })
  await own.updateOne({ _id: keys.ofRef(sami).id }, { $set: { wrapped: stolen?.wrapped ?? Buffer.alloc(0) } })
  await expect(gateway(root, own).prepare([sami])).rejects.toBeInstanceOf(KeysUnusable)
  await dropped(own)
})

test('[data at rest] the secret of the keyed hashes is one for all gateways', async () => {
  const secrets = await Promise.all(Array.from({ length: 4 }, () => gateway().macSecret()))
  expect(secrets.every((secret) => secret.equals(secrets[0] ?? secret))).toBe(true)
  expect(await rows.countDocuments({ ref: 'macs' })).toBe(1)
})

test('[data at rest] a key that was not prepared is a defect', () => {
  const keys = gateway()
  expect(() => keys.ofRef(person())).toThrow(/not prepared/)
  expect(() => keys.ofId(randomUUID())).toThrow(/not loaded/)
})
