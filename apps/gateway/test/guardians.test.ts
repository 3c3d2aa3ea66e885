import type { InputOf, MembershipId, Module, ThreadId, Tie } from '@morgenkreis/protocol'
import { apfelhof, children, kim, sonnen } from '@morgenkreis/world'
import { expect, test, vi } from 'vitest'
import { ask, beginningWithPolls, choose, vote } from './asking.ts'
import { anna, answerOf, clara, claraOfCouncil, emre, frieda, olga, orFail, paul, paula, sami } from './cast.ts'
import type { Caller } from './house.ts'
import { ledgerOf } from './ledger-lines.ts'
import { today } from './monday.ts'
import type { Phone } from './phone.ts'
import { housePhoned } from './standing-house.ts'
import { say } from './talking.ts'

const { house, phones } = await housePhoned({ anna, emre, clara, paula, paul, sami }, beginningWithPolls)
for (const module of ['absences', 'conversations', 'chat'] satisfies Module[])
  orFail(await house.call('module.switch', anna, { facility: apfelhof, module, on: true }))

const tie = ({ as: membership }: { as: MembershipId }, apart = false): Tie => ({ membership, custody: true, apart })
const together = [tie(paula), tie(paul)]
const separate = [tie(paula), tie(paul, true)]
const kimNow = async () =>
  orFail(await house.call('child.list', anna, { facility: apfelhof })).children.find(({ id }) => id === kim)!

async function change(who: Caller, change: Partial<InputOf<'child.change'>>, request?: string) {
  const { v, sign, name, guardians } = await kimNow()
  house.clock.advance(1000)
  return house.call('child.change', who, { child: kim, v, sign, name, guardians, ...change }, request)
}
const live = async (guardians: Tie[]) => orFail(await change(anna, { guardians }))

const start = async (who: Caller, text: string) => {
  house.clock.advance(1000)
  return orFail(await house.call('conversation.start', who, { child: kim, partner: 'team', text })).thread
}
const send = async (who: Caller, thread: ThreadId, text: string) => {
  house.clock.advance(1000)
  return answerOf(await house.call('message.send', who, { thread, text }))
}
const read = async (who: Caller, thread: ThreadId) => {
  const reply = await house.call('message.list', who, { thread })
  return reply.ok ? reply.data.messages.map((one) => ('text' in one ? one.text : one.gone)) : reply.error.code
}
const threadsOf = async (who: Caller) =>
  orFail(await house.call('thread.list', who, { facility: apfelhof })).threads.filter(({ subject }) => subject !== null)
const heard = ({ told }: Phone, name: string) => told.filter(({ event }) => event.name === name).length

test('[K-36, K-62] only an admin says who the guardians of a child are, and only of people who are guardians here', async () => {
  for (const who of [emre, frieda, paula, paul, claraOfCouncil])
    expect(answerOf(await change(who, { guardians: together }))).toMatch(/^(forbidden|not-found)$/)
  expect(answerOf(await change(olga, { guardians: together }))).toBe('not-found')
  for (const foreign of [emre, claraOfCouncil, olga, { ...emre, as: kim as string as MembershipId }])
    expect(answerOf(await change(anna, { guardians: [...together, tie(foreign)] }))).toBe('guardian-unknown')
  expect(answerOf(await change(anna, { guardians: [tie(paula), tie(paula, true)] }))).toBe('invalid')
  const ofKranichweg = children.find(({ facility }) => facility !== apfelhof)!.id
  expect(answerOf(await change(anna, { child: ofKranichweg }))).toBe('not-found')
})

test('[K-72] what an older page saves is refused, and what is changed is on record', async () => {
  const before = await kimNow()
  const renamed = orFail(await change(anna, { name: 'Kim Erlenkamp', sign: 'owl' }))
  expect(renamed).toMatchObject({ name: 'Kim Erlenkamp', sign: 'owl', v: before.v + 1 })
  expect(await kimNow()).toEqual(renamed)
  expect(answerOf(await change(anna, { v: before.v, name: before.name }))).toBe('changed-meanwhile')
  const row = await house.ground.journal.journal.model.findOne({ operation: 'child.change', ref: kim }).lean()
  expect([row?.name, row?.fields]).toEqual(['child.changed', ['sign', 'name']])
  orFail(await change(anna, { name: before.name, sign: before.sign }))
})

let common: ThreadId
let paulas: ThreadId
test('[N9, K-37] who is marked as living apart has an own conversation at once; what was said in common stays, and ends', async () => {
  await live(together)
  common = await start(paula, 'Wir holen Kim beide ab.')
  expect(await start(paul, 'Genau.')).toBe(common)
  await live(separate)
  for (const who of [paula, paul, emre]) {
    expect(await read(who, common)).toEqual(['Wir holen Kim beide ab.', 'Genau.'])
    expect(await send(who, common, 'Noch etwas.')).toMatch(/^(conversation-over|forbidden)$/)
    expect((await threadsOf(who)).find(({ id }) => id === common)?.mode).toBe('read-only')
  }
  expect(answerOf(await house.call('conversation.pass', emre, { thread: common, partner: 'head' }))).toBe(
    'conversation-over',
  )
  paulas = await start(paula, 'Nur von mir.')
  expect(paulas).not.toBe(common)
  expect(await read(paul, paulas)).toBe('not-found')
  expect(await read(emre, paulas)).toEqual(['Nur von mir.'])
  expect(house.heardBy(paul.person).join()).not.toContain('Nur von mir.')
  const { children: listed } = orFail(await house.call('household.list', emre, { facility: apfelhof }))
  const households = listed.find(({ id }) => id === kim)?.households
  expect(households?.map(({ thread }) => thread)).toEqual([paulas, null])
})

test('[N9] an open list reads afresh when it is said; nobody hears more than that something is', async () => {
  const before = heard(phones.paul, 'child.changed')
  await live([tie(paula, true), tie(paul)])
  for (const phone of [phones.paula, phones.paul, phones.emre, phones.anna])
    await vi.waitFor(() => expect(heard(phone, 'child.changed')).toBeGreaterThan(before), 10_000)
  for (const phone of [phones.clara, phones.sami]) expect(heard(phone, 'child.changed')).toBe(0)
  for (const word of ['"household"', '"apart"', '"guardians":[{'])
    for (const who of [paula, paul, clara]) expect(house.heardBy(who.person).join()).not.toContain(word)
})

test('[N9, K-37] whatever is marked afterwards, nobody reads what another said alone', async () => {
  // Marked the other way round they are the same two households.
  expect(await read(paul, paulas)).toBe('not-found')
  expect(await send(paula, paulas, 'Ich wieder.')).toBe('ok')
  await live(together)
  expect(await read(paul, paulas)).toBe('not-found')
  expect(await read(paula, paulas)).toEqual(['Nur von mir.', 'Ich wieder.'])
  expect(await send(paula, paulas, 'Und noch einmal.')).toBe('conversation-over')
  // Together again they go on where they had been together.
  expect(await start(paul, 'Da sind wir wieder.')).toBe(common)
  expect((await read(paula, common)).at(-1)).toBe('Da sind wir wieder.')
})

test('[N9] reports and votes are told at once to those alone who have the child together', async () => {
  const toPaul = { reports: 0, votes: 0 }
  for (const [apart, more] of [
    [together, 1],
    [separate, 0],
  ] as const) {
    await live([...apart])
    house.clock.advance(1000)
    const days = { from: today(house, 1), to: today(house, 1) }
    const before = { told: heard(phones.paul, 'report.changed'), emre: heard(phones.emre, 'report.changed') }
    orFail(await house.call('absence.report', paula, { children: [kim], ...days }))
    const { id: poll } = await ask(house, emre)
    orFail(await vote(house, paula, { poll, child: kim, answer: choose(1) }))
    await vi.waitFor(() => expect(heard(phones.emre, 'report.changed')).toBeGreaterThan(before.emre), 10_000)
    const marker = await start(paul, `Danach ${more}.`)
    await vi.waitFor(
      () =>
        expect(phones.paul.told.some(({ event }) => JSON.stringify(event.data).includes(`Danach ${more}.`))).toBe(true),
      10_000,
    )
    expect(marker).toBeDefined()
    toPaul.reports += more
    toPaul.votes += more
    expect(heard(phones.paul, 'report.changed')).toBe(toPaul.reports)
    expect(heard(phones.paul, 'poll.voted')).toBe(toPaul.votes)
  }
})

test('[K-36] a new guardian of a child reads the group and the family from then on, and nothing older', async () => {
  const older = await say(house, clara, { thread: sonnen as string as ThreadId, text: 'Vor Sami.' })
  await live([...together, tie(sami)])
  await vi.waitFor(() => expect(phones.sami.rooms).toContain(`group:${sonnen}:families`), { timeout: 10_000 })
  expect(await read(sami, common)).toBe('not-found')
  expect(await read(sami, older.thread)).toEqual([])
  const three = await start(sami, 'Ich hole manchmal ab.')
  expect([common, paulas]).not.toContain(three)
  expect(await read(paul, three)).toEqual(['Ich hole manchmal ab.'])
})

test('[K-62, K-63] who is no guardian of a child any more loses it alone; whom nothing else holds belongs here no more', async () => {
  const three = await start(sami, 'Auch heute.')
  await live([tie(paula), tie(paul)])
  await vi.waitFor(() => expect(phones.sami.rooms).not.toContain(`group:${sonnen}:families`), { timeout: 10_000 })
  expect(await read(sami, three)).toBe('not-found')
  expect(answerOf(await house.call('facility.read', sami, { facility: apfelhof }))).toBe('ok')
  await live([tie(paula)])
  expect(answerOf(await house.call('facility.read', paul, { facility: apfelhof }))).toMatch(/^no-membership|not-found$/)
  expect(await read(paula, common)).toContain('Genau.')
  // A restore of an older backup lets nobody in again (N1).
  await house.gateway.work('linking')
  const ends = (await ledgerOf(house, paul.as)).filter(({ sets }) => sets !== undefined && 'endedAt' in sets)
  expect(ends).toMatchObject([{ rule: 'by-hand', deed: 'set' }])
})

test('[K-63] when nobody of the family is left, nobody is offered to write to it, and what is sent is refused', async () => {
  const alone = await start(paula, 'Ich bin die letzte.')
  await live([])
  expect(await send(emre, alone, 'Hört das jemand?')).toBe('family-gone')
  expect(answerOf(await house.call('conversation.pass', emre, { thread: alone, partner: 'head' }))).toBe('family-gone')
  expect((await threadsOf(emre)).find(({ id }) => id === alone)).toMatchObject({
    mode: 'read-only',
    subject: { guardians: [] },
  })
})
