import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { PersonId } from '@morgenkreis/protocol'
import { apfelhof, people } from '@morgenkreis/world'
import pino from 'pino'
import { expect, test } from 'vitest'
import { createPasswords, features, openGround, readConfig, startGateway } from '../src/index.ts'
import {
  anna,
  answerOf,
  clara,
  claraOfCouncil,
  emre,
  forestDay,
  orFail,
  parentsEvening,
  paul,
  paula,
  sami,
} from './cast.ts'
import type { Caller } from './house.ts'
import { Phone } from './phone.ts'
import { standingHouse } from './standing-house.ts'
import { announce, comment } from './writing.ts'

const house = await standingHouse()

const rowsOf = (name: string) => house.ground.database.data.collection<{ _id: string; [field: string]: unknown }>(name)
const passwordOf = (person: PersonId) => people.find(({ id }) => id === person)!.password!
const self = (who: Caller) => ({ person: who.person, as: null })
const nameOf = (person: PersonId) => people.find(({ id }) => id === person)!.name
const leave = (who: Caller, password = passwordOf(who.person)) => house.call('account.delete', self(who), { password })
const restarted = async () => {
  const ground = await openGround(readConfig(house.env), house.clock, pino({ level: 'silent' }))
  const gateway = await startGateway(ground, { features, passwords: createPasswords({ rounds: 1000 }) })
  return async () => {
    await gateway.close()
    await ground.database.close()
  }
}

test('[K-81] everybody sees the own messages of all hats, newest first, and can take each back', async () => {
  const said = await comment(house, clara, forestDay, 'Als Mutter.')
  const announced = await announce(house, claraOfCouncil, { facility: apfelhof, groups: 'all', title: 'Als Beirat' })
  await comment(house, paula, forestDay, 'Von jemand anderem.')
  const { messages } = orFail(await house.call('account.read-own', self(clara), {}))
  expect(messages.slice(0, 2)).toMatchObject([
    { kind: 'announcement', id: announced.id, membership: claraOfCouncil.as, excerpt: 'Als Beirat' },
    { kind: 'comment', id: said.id, membership: clara.as, excerpt: 'Als Mutter.' },
  ])
  expect(messages.every(({ membership }) => [clara.as, claraOfCouncil.as].includes(membership))).toBe(true)
  const older = orFail(await house.call('account.read-own', self(clara), { before: announced.id }))
  expect(older.messages[0]?.id).toBe(said.id)
  orFail(await house.call('comment.remove', clara, { comment: said.id }))
  const left = orFail(await house.call('account.read-own', self(clara), {})).messages
  expect(left.map(({ id }) => id)).not.toContain(said.id)
})

test('[K-06, K-30] a wrong password deletes nothing, and the last admin names a successor first', async () => {
  expect(answerOf(await leave(paul, 'Falsch-12345!'))).toBe('wrong-credentials')
  expect(answerOf(await leave(anna))).toBe('last-admin')
  expect(orFail(await house.call('account.read-own', self(anna), {})).lastAdminOf).toEqual([apfelhof])
  expect(orFail(await house.call('account.read-own', self(paul), {})).lastAdminOf).toEqual([])
  for (const who of [paul, anna]) expect(answerOf(await house.call('session.read', who, {}))).toBe('ok')
  expect(await rowsOf('persons').countDocuments({ leavingAt: { $exists: true } })).toBe(0)
})

test('[K-06, K-79, K-80, N1] deleted: the name is gone everywhere at once, the texts stay, and nobody can tell that two threads are of one person', async () => {
  const one = await comment(house, paula, forestDay, 'Im ersten Gespräch.')
  const again = await comment(house, paula, forestDay, 'Noch einmal im ersten.')
  const other = await comment(house, paula, parentsEvening, 'Im zweiten Gespräch.')
  const [own, reader] = await Promise.all([Phone.of(house, paula), Phone.of(house, emre)])
  const name = nameOf(paula.person)
  expect(JSON.stringify(reader.screen.shown)).toContain(name)
  const receipt = orFail(await leave(paula))
  const now = house.clock.now().getTime()
  expect(receipt).toEqual({
    systemAt: new Date(now).toISOString(),
    backupsAt: new Date(now + 30 * 24 * 60 * 60 * 1000).toISOString(),
  })
  const before = house.heardBy(emre.person).length
  const listed = async (announcement: typeof forestDay) =>
    orFail(await house.call('comment.list', emre, { announcement })).comments
  const first = (await listed(forestDay)).filter(({ id }) => [one.id, again.id].includes(id))
  const second = (await listed(parentsEvening)).filter(({ id }) => id === other.id)
  expect(first).toMatchObject([{ text: 'Im ersten Gespräch.' }, { text: 'Noch einmal im ersten.' }])
  const authors = [...first, ...second].map((shown) => ('author' in shown ? shown.author : null))
  expect(authors.map((author) => author?.name)).toEqual(Array.from({ length: 3 }, () => 'Ehemaliges Mitglied'))
  const ids = authors.map((author) => author?.membership)
  expect(ids[0]).toBe(ids[1])
  expect(ids[0]).not.toBe(ids[2])
  expect(ids).not.toContain(paula.as)
  // Whoever has the page open reads afresh, without the name and without the membership.
  await expect.poll(() => JSON.stringify(reader.screen.shown), { timeout: 10_000 }).not.toContain(name)
  const heard = house.heardBy(emre.person).slice(before).join('\n')
  for (const trace of [name, paula.as, paula.person]) expect(heard).not.toContain(trace)
  expect(own.isLive).toBe(false)
  for (const phone of [own, reader]) phone.leave()
})

test('[K-06, K-79] of the account nothing is left: no session, address, password, name, label or key', async () => {
  const { person } = paula
  expect(answerOf(await house.call('session.read', self(paula), {}))).toBe('unauthenticated')
  const { email, password } = people.find(({ id }) => id === person)!
  expect(answerOf(await house.call('session.open', self(paul), { email, password: password! }))).toBe(
    'wrong-credentials',
  )
  for (const name of ['persons', 'profiles', 'sessions'])
    expect([name, await rowsOf(name).countDocuments({ $or: [{ _id: person }, { person }] })]).toEqual([name, 0])
  expect(await rowsOf('labels').countDocuments({ membership: paula.as })).toBe(0)
  expect(await house.ground.database.keys.collection('keys').countDocuments({ ref: `person:${person}` })).toBe(0)
  const { members } = orFail(await house.call('membership.list', anna, { facility: apfelhof }))
  expect(members.map(({ id }) => id)).not.toContain(paula.as)
  // K-63: Paul has Kim as before.
  expect(orFail(await house.call('session.read', paul, {})).memberships[0]?.children).toHaveLength(1)
})

test('[K-72] the audit says that an account was deleted, by a pseudonym without a name', async () => {
  await house.gateway.work('linking')
  const { lines } = orFail(await house.call('audit.list', anna, { facility: apfelhof, operation: 'account.delete' }))
  expect(lines).toMatchObject([{ operation: 'account.delete', ref: paula.as, who: { name: null, role: 'guardian' } }])
})

test('[N1] a restore does not bring an account back', async () => {
  const names = ['persons', 'profiles', 'memberships', 'labels', 'sessions', 'ledger_marks']
  const keys = house.ground.database.keys.collection('keys')
  const backup = await Promise.all(names.map((name) => rowsOf(name).find().toArray()))
  const keyRows = await keys.find().toArray()
  orFail(await leave(sami))
  for (const [n, name] of names.entries()) {
    await rowsOf(name).deleteMany({})
    if (backup[n]!.length > 0) await rowsOf(name).insertMany(backup[n]!)
  }
  await keys.deleteMany({})
  await keys.insertMany(keyRows)
  await (
    await restarted()
  )()
  const { person } = sami
  expect(await rowsOf('persons').countDocuments({ _id: person })).toBe(0)
  expect(await rowsOf('profiles').countDocuments({ person })).toBe(0)
  expect(await rowsOf('sessions').countDocuments({ person })).toBe(0)
  expect(await rowsOf('memberships').countDocuments({ person, endedAt: null })).toBe(0)
  expect(await keys.countDocuments({ ref: `person:${person}` })).toBe(0)
  expect(await rowsOf('persons').countDocuments({ _id: paul.person })).toBe(1)
})

test('[K-06] what a gateway that died left half done, the next one ends', async () => {
  const { person } = emre
  await rowsOf('persons').updateOne({ _id: person }, { $set: { leavingAt: house.clock.now() } })
  await house.gateway.work('accounts')
  expect(await rowsOf('persons').countDocuments({ _id: person })).toBe(1)
  house.clock.advance(60_000)
  await house.gateway.work('accounts')
  expect(await rowsOf('persons').countDocuments({ _id: person })).toBe(0)
  expect(answerOf(await house.call('session.read', self(emre), {}))).toBe('unauthenticated')
  const { announcements } = orFail(await house.call('announcement.list', anna, { facility: apfelhof }))
  const byEmre = announcements.find(({ id }) => id === forestDay)
  expect(byEmre).toMatchObject({ author: { name: 'Ehemaliges Mitglied', role: 'educator' } })
})

test('[N1] the ledger of all that says which rows and keys, and nothing of anybody', async () => {
  const folder = join(dirname(house.env['ROOT_KEY_FILE']!), 'ledger')
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.jsonl'))
  const text = (await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))).join('')
  for (const word of [nameOf(paula.person), nameOf(emre.person), '@demo', 'Gespräch']) expect(text).not.toContain(word)
  expect(text).toContain(paula.person)
  expect(text).toContain('"keys":["')
})
