import { applyToTalk, emptyTalk, mergeTalk } from '@morgenkreis/client'
import type { Room, ThreadId } from '@morgenkreis/protocol'
import { apfelhof, kim, sonnen } from '@morgenkreis/world'
import { expect, test, vi } from 'vitest'
import { anna, answerOf, clara, claraOfCouncil, emre, everybody, orFail, paul, paula, sami } from './cast.ts'
import { report, settle, waiting } from './moderating.ts'
import { expectConverges, phonesOf, type Phone } from './phone.ts'
import { housePhoned } from './standing-house.ts'
import { say, standing } from './talking.ts'

const { house, phones } = await housePhoned(everybody)

const sun = sonnen as string as ThreadId
const council = apfelhof as string as ThreadId

async function whoShows(text: string): Promise<string[]> {
  await expectConverges(phones)
  return Object.entries(phones).flatMap(([name, { screen }]) => (screen.texts.includes(text) ? name : []))
}

test('[D-06, D-02, K-36] what is said in a chat is heard by its families and staff at once, and by nobody else', async () => {
  const said = await say(house, paula, { thread: sun, text: 'Wer hat den blauen Handschuh?' })
  expect(await whoShows(said.text)).toEqual(['anna', 'emre', 'frieda', 'clara', 'paula', 'paul'])
  expect(house.heardBy(sami.person).join()).not.toContain(said.id)
  const ofCouncil = await say(house, claraOfCouncil, { thread: council, text: 'Nur für den Beirat.' })
  expect(await whoShows(ofCouncil.text)).toEqual(['clara'])
  for (const who of [anna, emre, paula, paul, sami])
    expect(house.heardBy(who.person).join()).not.toContain(ofCouncil.id)
})

test('[N9, K-37] a conversation is heard by one household and the team, live', async () => {
  house.clock.advance(1000)
  const said = orFail(
    await house.call('conversation.start', paul, { child: kim, partner: 'team', text: 'Nur vom Vater.' }),
  )
  expect(await whoShows('Nur vom Vater.')).toEqual(['emre', 'frieda', 'paul'])
  expect(house.heardBy(paula.person).join()).not.toContain(said.id)
  house.clock.advance(1000)
  orFail(await house.call('message.send', emre, { thread: said.thread, text: 'Verstanden.' }))
  expect(await whoShows('Verstanden.')).toEqual(['emre', 'frieda', 'paul'])
  orFail(await house.call('conversation.pass', emre, { thread: said.thread, partner: 'head' }))
  expect(await whoShows('Verstanden.')).toEqual(['anna', 'paul'])
})

test('[D-08] changed and removed, it is so on every open screen, also where it is quoted', async () => {
  const said = await say(house, clara, { thread: sun, text: 'Treffen am Tor?' })
  await say(house, paula, { thread: sun, text: 'Ja, am Tor.', quotes: said.id })
  const under = orFail(await house.call('thread.read', clara, { thread: sun })).acknowledgement
  orFail(
    await house.call('message.edit', clara, { message: said.id, text: 'Treffen am Zaun?', ...(under && { under }) }),
  )
  expect(await whoShows('Treffen am Zaun?')).toEqual(['anna', 'emre', 'frieda', 'clara', 'paula', 'paul'])
  orFail(await house.call('message.remove', emre, { message: said.id }))
  expect(await whoShows('Treffen am Zaun?')).toEqual([])
  for (const { screen } of Object.values(phones)) expect(JSON.stringify(screen.shown)).not.toContain('Treffen am Zaun?')
})

test('[K-40, K-41] how far somebody has read is heard on the own devices alone', async () => {
  const said = await say(house, emre, { thread: sun, text: 'Bitte Mützen mitgeben.' })
  const second = await phonesOf(house, { paula })
  orFail(await house.call('thread.mark', paula, { thread: sun, upTo: said.id, unread: false }))
  const marks = (phone: Phone) => phone.told.filter(({ event }) => event.name === 'thread.marked')
  for (const phone of [phones.paula, second.paula]) await vi.waitFor(() => expect(marks(phone)).toHaveLength(1), 10_000)
  await expectConverges({ ...phones, second: second.paula })
  for (const [name, phone] of Object.entries(phones)) if (name !== 'paula') expect(marks(phone)).toEqual([])
  second.paula.leave()
})

test('[K-41] staff is seen writing, families never; nothing of it is kept', async () => {
  const seen = new Map<string, string[]>()
  for (const [name, { connection }] of Object.entries(phones))
    connection.onTyping(({ by }) => seen.set(name, [...(seen.get(name) ?? []), by.name]))
  const rows = async () => (await house.ground.journal.journal.model.find().lean()).length
  const before = await rows()
  orFail(await house.call('thread.type', emre, { thread: sun }))
  for (const name of ['anna', 'emre', 'frieda', 'clara', 'paula', 'paul'])
    await vi.waitFor(() => expect([name, seen.get(name)]).toEqual([name, ['Emre Yıldızhan']]), 10_000)
  expect([seen.get('sami'), seen.get('olga')]).toEqual([undefined, undefined])
  for (const who of [paula, clara, claraOfCouncil])
    expect(answerOf(await house.call('thread.type', who, { thread: sun }))).toMatch(/^(forbidden|not-found)$/)
  expect(await rows()).toBe(before)
})

test('[D-05, K-36] who is added later reads from then on; until the author knows, nothing goes to them, and nothing older is quoted', async () => {
  const before = await say(house, paula, { thread: sun, text: 'Das ist unter uns.' })
  const given = await standing(house, paul, sun)
  house.clock.advance(1000)
  const guardians = [{ membership: sami.as, custody: true, apart: false }]
  const child = { facility: apfelhof, group: sonnen, sign: 'kite', name: 'Noor', guardians } as const
  orFail(await house.call('child.join', anna, { ...child, guardians: [...guardians] }))
  house.clock.advance(1000)
  await vi.waitFor(() => expect(phones.sami.rooms).toContain(`group:${sonnen}:families`), { timeout: 10_000 })
  expect(orFail(await house.call('message.list', sami, { thread: sun })).messages).toEqual([])
  const refused = await house.call('message.send', paul, { thread: sun, text: 'Hallo', under: given })
  expect(answerOf(refused)).toBe('audience-changed')
  expect(orFail(await house.call('thread.read', paul, { thread: sun })).acknowledgement).toBeNull()
  const quoting = await say(house, paul, { thread: sun, text: 'Gern!', quotes: before.id })
  expect(quoting.quotation).toEqual({ message: before.id, author: null, excerpt: null })
  await expectConverges(phones)
  expect(phones.sami.screen.texts).toContain('Gern!')
  expect(house.heardBy(sami.person).join()).not.toContain('unter uns')
  // Who was there before reads what is answered.
  const { messages } = orFail(await house.call('message.list', clara, { thread: sun }))
  expect(messages.at(-1)).toMatchObject({ quotation: { message: before.id, excerpt: 'Das ist unter uns.' } })
  expect(orFail(await house.call('thread.list', sami, { facility: apfelhof })).threads.map(({ id }) => id)).toContain(
    sun,
  )
})

test('[K-36, D-08] nor is a line left of it on the screen of who came later, when it is removed', async () => {
  const page = orFail(await house.call('message.list', sami, { thread: sun }))
  const open = mergeTalk(emptyTalk(sun), page)
  const { messages } = orFail(await house.call('message.list', clara, { thread: sun }))
  const older = messages.find((one) => 'text' in one && one.text === 'Wer hat den blauen Handschuh?')!
  const line = orFail(await house.call('message.remove', paula, { message: older.id }))
  await vi.waitFor(() => expect(house.heardBy(sami.person).join()).toContain(older.id), 10_000)
  const { at, v } = line
  const told = { seq: 1, name: 'message.removed', ref: older.id, v, at, data: line } as const
  expect(applyToTalk(open, told)).toBe(open)
  expect(orFail(await house.call('message.list', sami, { thread: sun }))).toEqual(page)
})

test('[K-36] nor is it told to them when it is shown again, or when they ask what the room told before', async () => {
  const text = 'Das ist unter uns.'
  const { messages } = orFail(await house.call('message.list', clara, { thread: sun }))
  const thing = { kind: 'message', ref: messages.find((one) => 'text' in one && one.text === text)!.id } as const
  await report(house, paul, thing)
  const { id } = await waiting(house, anna, thing)
  for (const outcome of ['hidden', 'kept'] as const) orFail(await settle(house, anna, id, outcome))
  expect(await whoShows(text)).toEqual(['anna', 'emre', 'frieda', 'clara', 'paula', 'paul'])
  const families = `group:${sonnen}:families` as Room
  const { rooms } = orFail(await house.call('room.list', { ...sami, as: null }, {}))
  const cursors = rooms.filter(({ room }) => room === families).map((one) => ({ ...one, seq: 0 }))
  const afresh = orFail(await house.call('room.sync', { ...sami, as: null }, { cursors }))
  expect(afresh).toEqual({ slices: [], afresh: [families] })
  expect(house.heardBy(sami.person).join()).not.toContain('unter uns')
  const synced = orFail(await house.call('room.sync', { ...paul, as: null }, { cursors }))
  expect(synced).toMatchObject({ slices: [{ room: families }], afresh: [] })
})
