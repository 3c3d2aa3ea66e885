import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ChildId, MembershipId, PersonId } from '@morgenkreis/protocol'
import { apfelhof, sonnen } from '@morgenkreis/world'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { anna, answerOf, emre, beginningOfFew, forestDay, orFail, paula } from './cast.ts'
import { Binary } from '../src/shell/database.ts'
import { openHouse, type House } from './house.ts'
import { announce, comment } from './writing.ts'

/** Letters that no hexadecimal id has, so that the database's compression finds nothing to shorten in them. */
const letters = 'ghijklmnopqrstuvwxyz'
const canary = () => Array.from(randomBytes(24), (byte) => letters[byte % letters.length]).join('')
/** What was entered: each field is a word that stands nowhere else on this machine. */
const entered = {
  title: canary(),
  text: canary(),
  comment: canary(),
  refused: canary(),
  child: canary(),
  label: canary(),
  name: canary(),
  email: `${canary()}@demo.morgenkreis.example`,
  password: canary(),
  wrongPassword: canary(),
}
/** Stored open beside it: the search must find this one. */
const control = canary()
/** Whole or in half: compression may have taken a piece out. */
const holds = (bytes: Buffer, word: string) => bytes.includes(word.slice(0, 12)) || bytes.includes(word.slice(12, 24))

const person = '018cc251-f403-7000-8000-00000000c001' as PersonId
const membership = '018cc251-f404-7000-8000-00000000c001' as MembershipId
const child = '018cc251-f405-7000-8000-00000000c001' as ChildId

let house: House
beforeAll(async () => {
  house = await openHouse(
    {},
    {
      beginning: (now) => {
        const few = beginningOfFew(now)
        const { name, email, password } = entered
        return {
          ...few,
          people: [...few.people, { id: person, name, email, password, language: 'de' }],
          children: [
            ...few.children,
            { id: child, facility: apfelhof, group: sonnen, sign: 'owl', name: entered.child },
          ],
          memberships: [
            ...few.memberships,
            {
              id: membership,
              person,
              facility: apfelhof,
              role: 'guardian',
              groups: [],
              writes: false,
              rights: [],
              children: [{ child, label: entered.label, custody: true, household: null }],
            },
          ],
        }
      },
    },
  )
  const { title, text, email, password, wrongPassword } = entered
  await announce(house, emre, { facility: apfelhof, groups: [sonnen], title, text })
  const who = { person, as: membership }
  const said = await comment(house, who, forestDay, entered.comment)
  await house.call('comment.publish', who, { announcement: forestDay, text: entered.refused })
  await house.call('comment.publish', who, { announcement: forestDay, text: `${entered.refused}\u0000` })
  await house.call('session.open', who, { email, password: wrongPassword })
  orFail(await house.call('session.open', who, { email, password }))
  orFail(await house.call('session.read', who, {}))
  orFail(await house.call('membership.list', anna, { facility: apfelhof }))
  orFail(await house.call('comment.remove', who, { comment: said.id }))
  await house.ground.database.data.collection('control').insertOne({ text: control })
})
afterAll(() => house.close())

/** Every file below a folder, largest last. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

test('[K-67] what people enter stands in no file of the database, and what is stored open is found there', async () => {
  const admin = house.ground.database.data.getClient().db('admin')
  await admin.command({ fsync: 1 })
  const { parsed } = (await admin.command({ getCmdLineOpts: 1 })) as { parsed: { storage: { dbPath: string } } }
  const found = new Set<string>()
  for (const file of await filesIn(parsed.storage.dbPath)) {
    // A file may be gone between the listing and here: the database tidies up.
    const bytes = await readFile(file).catch(() => Buffer.alloc(0))
    for (const word of [control, ...Object.values(entered)]) if (holds(bytes, word)) found.add(word)
  }
  expect([...found]).toEqual([control])
})

test('[K-67] nor in any document of any collection, in whatever form it is read', async () => {
  const { data, keys } = house.ground.database
  const documents: string[] = []
  for (const connection of [data, keys])
    for (const { name } of await connection.listCollections())
      for (const doc of await connection.collection(name).find({}).toArray()) {
        documents.push(JSON.stringify(doc))
        for (const value of Object.values(doc) as unknown[])
          if (value instanceof Binary) documents.push(Buffer.from(value.buffer).toString('latin1'))
      }
  const all = documents.join('\n')
  expect(all).toContain(control)
  for (const [field, word] of Object.entries(entered)) expect([field, all.includes(word)]).toEqual([field, false])
})

test('[K-67] nor in the log, which names the refused operation and nothing of its content', () => {
  const log = house.logged.join('')
  expect(log).toContain('wrong-credentials')
  for (const [field, word] of Object.entries(entered)) expect([field, log.includes(word)]).toEqual([field, false])
  expect(log).not.toMatch(/set-cookie|morgenkreis=|"text"|"password"/)
})

test('[K-67] nor in the metrics', async () => {
  const metrics = await (await fetch(`${house.gateway.origin}/metrics`)).text()
  expect(metrics).toContain('comment.publish')
  for (const word of [...Object.values(entered), person, membership, apfelhof]) expect(metrics).not.toContain(word)
})

test('[K-67] sealed twice, the same text is two different ones, of a length that tells little', async () => {
  const one = await comment(house, paula, forestDay, 'Ja.')
  const other = await comment(house, paula, forestDay, 'Ja.')
  const longer = await comment(house, paula, forestDay, 'Ja, sehr gern, wir freuen uns.')
  const rows = await house.ground.database.data
    .collection<{ _id: string; text: { buffer: Buffer } }>('comments')
    .find({ _id: { $in: [one.id, other.id, longer.id] } })
    .toArray()
  const sealed = rows.map(({ text }) => Buffer.from(text.buffer).toString('base64'))
  expect(new Set(sealed).size).toBe(3)
  expect(new Set(sealed.map((text) => text.length)).size).toBe(1)
})

const day = 24 * 60 * 60
test('[D-04] every row expires, and a TTL index is the net below', async () => {
  const rows = (name: string) =>
    house.ground.database.data.collection<{ at: Date; usedAt?: Date; expiresAt: Date }>(name)
  const kept = { announcements: 365, comments: 365, journal: 30, sessions: 45 }
  const net = { announcements: 2 * day, comments: 2 * day, journal: 2 * day, sessions: 0 }
  for (const name of ['announcements', 'comments', 'journal', 'sessions'] as const) {
    const all = await rows(name).find({}).toArray()
    expect(all.length).toBeGreaterThan(0)
    for (const { at, expiresAt } of all)
      expect([name, (expiresAt.getTime() - at.getTime()) / 1000 / day]).toEqual([name, kept[name]])
    const indexes = await rows(name).indexes()
    expect(indexes.find(({ key }) => 'expiresAt' in key)).toMatchObject({
      key: { expiresAt: 1 },
      expireAfterSeconds: net[name],
    })
  }
})

test('[D-04] the database takes away what is overdue, and nothing else', async () => {
  const comments = house.ground.database.data.collection<{ _id: string; expiresAt: Date }>('comments')
  const overdue = await comment(house, paula, forestDay, 'Längst vorbei.')
  const nearly = await comment(house, paula, forestDay, 'Gerade eben vorbei.')
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1000)
  await comments.updateOne({ _id: overdue.id }, { $set: { expiresAt: ago(2 * day + 5) } })
  await comments.updateOne({ _id: nearly.id }, { $set: { expiresAt: ago(2 * day - 3600) } })
  await vi.waitFor(async () => expect(await comments.findOne({ _id: overdue.id })).toBeNull(), {
    timeout: 10_000,
    interval: 100,
  })
  expect(await comments.findOne({ _id: nearly.id })).not.toBeNull()
  // Still stored, and served to nobody.
  const { comments: listed } = orFail(await house.call('comment.list', paula, { announcement: forestDay }))
  expect(listed.map(({ id }) => id)).not.toContain(nearly.id)
  expect(answerOf(await house.call('comment.remove', paula, { comment: nearly.id }))).toBe('not-found')
})

test('[D-05] the database itself refuses a row without its acknowledgement', async () => {
  const { id } = await announce(house, emre, { facility: apfelhof, groups: [sonnen] })
  for (const name of ['announcements', 'comments']) {
    const rows = house.ground.database.data.collection<{ _id: string }>(name)
    const row = await rows.findOne(name === 'announcements' ? { _id: id } : {})
    for (const missing of ['proof', 'expiresAt']) {
      const { [missing]: _left, ...rest } = { ...row, _id: crypto.randomUUID() } as Record<string, unknown>
      await expect(rows.insertOne(rest as { _id: string })).rejects.toMatchObject({ code: 121 })
    }
    await expect(rows.updateOne({ _id: row!._id }, { $unset: { proof: 1 } })).rejects.toMatchObject({ code: 121 })
    await expect(rows.insertOne({ ...row, _id: crypto.randomUUID() })).rejects.toMatchObject({ code: 11000 })
  }
})
