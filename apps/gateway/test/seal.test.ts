import { createSecretKey, randomBytes, randomUUID } from 'node:crypto'
import { FacilityId, PersonId } from '@morgenkreis/protocol'
import mongoose, { type Connection } from 'mongoose'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { monthRef, type LeafRef } from '../src/shell/key-ref.ts'
import { openKeyRows } from '../src/shell/key-rows.ts'
import { createKeys, Shredded, type Keys } from '../src/shell/keys.ts'
import { createSealer, keysOf, SealBroken, toSeal, type Adding, type Sealed, type Sealer } from '../src/shell/seal.ts'

interface Note {
  _id: string
  text: Sealed
  label: Sealed | null
  v: number
}

const root = { newest: 1, epochs: new Map([[1, createSecretKey(randomBytes(32))]]), reread: () => Promise.resolve() }
const now = () => new Date('2026-03-02T08:00:00Z')
const sonnenhof = FacilityId.parse(randomUUID())
const month = monthRef(sonnenhof, 'comments', now())
const personRef = (): LeafRef => ({ kind: 'person', person: PersonId.parse(randomUUID()) })
const databaseName = `seal-${randomUUID()}`

let connection: Connection
let freshKeys: () => Keys
let keys: Keys
let sealer: Sealer

beforeAll(async () => {
  connection = mongoose.createConnection(inject('mongodbUri'), { dbName: databaseName })
  await connection.asPromise()
  const rows = await openKeyRows(connection.getClient().db(databaseName))
  freshKeys = () => createKeys({ rows, root, now })
  keys = freshKeys()
  sealer = createSealer({ keys })
  await sealer.prepare([month])
})
afterAll(async () => {
  await connection.dropDatabase()
  await connection.close()
})

const bytes = (sealed: Sealed) => Buffer.from(sealed instanceof Uint8Array ? sealed : sealed.value())
const where = { facility: sonnenhof, collection: 'comments', id: randomUUID(), field: 'text' }

test('[data at rest] a sealed document goes into the real store and opens on another gateway', async () => {
  const notes = connection.getClient().db(databaseName).collection<Note>('notes')
  const adding: Adding<Note> = { _id: randomUUID(), text: toSeal(month, 'Grüße vom Waldrand 🐌'), label: null, v: 1 }
  await sealer.prepare(keysOf(adding))
  await notes.insertOne(sealer.sealDocument('notes', sonnenhof, adding))

  const elsewhere = createSealer({ keys: freshKeys() })
  const read = await notes.findOne({ _id: adding._id })
  if (!read) throw new Error('not stored')
  expect(read.v).toBe(1)
  expect(read.label).toBeNull()
  expect(read.text).not.toBeInstanceOf(Uint8Array) // the driver gives a BSON Binary
  await elsewhere.prepareToOpen([read.text, read.label, undefined])
  const place = { facility: sonnenhof, collection: 'notes', id: adding._id, field: 'text' }
  expect(elsewhere.open(read.text, place)).toBe('Grüße vom Waldrand 🐌')
})

test('[data at rest] changes of a document are sealed for its place, the rest is left as it is', () => {
  const { facility, collection, id } = where
  const kept = sealer.sealFields({ facility, collection, id }, { text: toSeal(month, 'neu'), v: 2, at: now() })
  expect(kept.v).toBe(2)
  expect(kept.at).toEqual(now())
  expect(sealer.open(kept.text, where)).toBe('neu')
})

test.each(['', 'ja', 'ä'.repeat(4_000), 'مرحبا', '👩‍👧'.repeat(100)])(
  '[data at rest] every text comes back as it was (%#)',
  (text) => {
    expect(sealer.open(sealer.seal(toSeal(month, text), where), where)).toBe(text)
  },
)

test('[data at rest] the format: version, algorithm, key id, IV, padded ciphertext, tag', () => {
  const sealed = bytes(sealer.seal(toSeal(month, 'Kanarienvogel'), where))
  expect(sealed).toHaveLength(1 + 1 + 16 + 12 + 64 + 16)
  expect([sealed[0], sealed[1]]).toEqual([1, 1])
  expect(sealed.toString('hex', 2, 18)).toBe(keys.ofRef(month).id.replaceAll('-', ''))
  expect(sealed.includes('Kanarienvogel')).toBe(false)
})

test('[data at rest] one text sealed twice has nothing in common but its header', () => {
  const [one, other] = [sealer.seal(toSeal(month, 'gleich'), where), sealer.seal(toSeal(month, 'gleich'), where)]
  expect(bytes(one).subarray(18).equals(bytes(other).subarray(18))).toBe(false)
})

test.each([
  ['facility', { facility: FacilityId.parse(randomUUID()) }],
  ['no facility', { facility: null }],
  ['collection', { collection: 'announcements' }],
  ['document', { id: randomUUID() }],
  ['field', { field: 'label' }],
])('[data at rest] a sealed text opens at its own place only: another %s', (_, other) => {
  const sealed = sealer.seal(toSeal(month, 'hier'), where)
  expect(() => sealer.open(sealed, { ...where, ...other })).toThrow(SealBroken)
  expect(sealer.open(sealed, where)).toBe('hier')
})

test('[data at rest] a sealed text under the key id of another key does not open', async () => {
  const [paula, sami] = [personRef(), personRef()]
  await sealer.prepare([paula, sami])
  const own = { ...where, facility: null }
  const sealed = sealer.seal(toSeal(paula, 'mein'), own)
  keys.ofRef(sami).idBytes.copy(sealed instanceof Uint8Array ? sealed : Buffer.alloc(18), 2)
  expect(() => sealer.open(sealed, own)).toThrow(SealBroken)
})

test('[data at rest] a changed byte, a lost end and an unknown version are typed failures that tell no content', () => {
  const spoil = (change: (sealed: Buffer) => Buffer) => {
    const sealed = sealer.seal(toSeal(month, 'Kanarienvogel'), where)
    return change(bytes(sealed)) as Buffer & Sealed
  }
  const broken = [
    spoil((sealed) => (sealed.writeUInt8(sealed.readUInt8(40) ^ 1, 40), sealed)),
    spoil((sealed) => sealed.subarray(0, -1)),
    spoil((sealed) => sealed.subarray(0, 20)),
    spoil((sealed) => sealed.subarray(0, 3)),
    spoil(() => Buffer.alloc(0)),
    spoil((sealed) => (sealed.writeUInt8(2, 0), sealed)),
    spoil((sealed) => (sealed.writeUInt8(2, 1), sealed)),
  ]
  for (const one of broken) {
    expect(() => sealer.open(one, where)).toThrow(SealBroken)
    expect(() => sealer.open(one, where)).not.toThrow(/Kanarienvogel/)
  }
})

test('[data at rest] what a destroyed key sealed reads as Shredded, not as an exception, everything else as before', async () => {
  const [gone, stays] = [personRef(), personRef()]
  await sealer.prepare([gone, stays, month])
  const own = { ...where, facility: null }
  const sealed = [gone, stays].map((ref) => sealer.seal(toSeal(ref, 'Name'), own))
  await keys.destroy(gone)
  await sealer.prepareToOpen(sealed)
  expect(sealed.map((one) => sealer.open(one, own))).toEqual([Shredded, 'Name'])
  await sealer.prepare([month])
})

test('[data at rest] sealing with a key that was not prepared is a defect, and so is opening', () => {
  expect(() => sealer.seal(toSeal(personRef(), 'x'), where)).toThrow(/not prepared/)
  const sealed = sealer.seal(toSeal(month, 'x'), where)
  expect(() => createSealer({ keys: freshKeys() }).open(sealed, where)).toThrow(/not loaded/)
})
