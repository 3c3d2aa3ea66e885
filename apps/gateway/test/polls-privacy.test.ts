import { randomUUID } from 'node:crypto'
import type { OperationName, PollId } from '@morgenkreis/protocol'
import { apfelhof, children, people } from '@morgenkreis/world'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ask, beginningWithPolls, choose, guardianOf, reading, strangers, vote, type Guardian } from './asking.ts'
import { anna, answerOf, clara, claraOfCouncil, emre, frieda, orFail, paul, paula, sami } from './cast.ts'
import { openHouse, type Caller, type House } from './house.ts'
import { Phone, phonesOf } from './phone.ts'

const cast = { anna, emre, frieda, clara, paula, paul, sami }
let house: House
let phones: Record<keyof typeof cast, Phone>
let voters: Guardian[]
beforeAll(async () => {
  house = await openHouse({}, { beginning: beginningWithPolls })
  phones = await phonesOf(house, cast)
  voters = strangers(5, [paula, clara, sami])
}, 60_000)
afterAll(async () => {
  for (const phone of Object.values(phones)) phone.leave()
  await house.close()
})

const kim = guardianOf(paula).child
const families = ['clara', 'paula', 'paul', 'sami'] as const
const votedHeard = ({ told }: Phone, poll: PollId) =>
  told.filter(({ event }) => event.name === 'poll.voted' && event.ref === poll).length
const bytesOf = ({ person }: Caller) => house.heardBy(person).length
const raw = (name: string, filter: object) => house.ground.database.data.collection(name).find(filter).toArray()

/** Everything that this guardian can read of polls, byte for byte; and how far the own rooms have got. */
async function everythingRead(who: Caller, poll: PollId): Promise<string> {
  const before = bytesOf(who)
  await house.call('poll.list', who, { facility: apfelhof })
  await house.call('poll.read', who, { poll })
  const { rooms } = orFail(await house.call('room.list', who, {}))
  orFail(await house.call('room.sync', who, { cursors: rooms.map((cursor) => ({ ...cursor, seq: 0 })) }))
  // A refusal bears the number of its own call.
  return house
    .heardBy(who.person)
    .slice(before)
    .join('\n')
    .replaceAll(/"request":"[^"]+"/g, '')
}

/** After this, whatever was to be told to anybody has been told: each has heard what came last. */
async function settled(): Promise<void> {
  const { id } = await ask(house, anna, { groups: 'all' })
  for (const [name, { told }] of Object.entries(phones)) {
    // Clara hears it under both hats.
    const times = name === 'clara' ? 2 : 1
    const heard = () => told.filter(({ event }) => event.ref === id)
    await vi.waitFor(() => expect([name, heard().length]).toEqual([name, times]), { timeout: 10_000 })
  }
}

test('[K-40, K-39] when others vote, not a byte reaches a guardian, and nothing that one reads is another', async () => {
  for (const anonymous of [false, true]) {
    const { id: poll } = await ask(house, emre, { anonymous, totals: true })
    await settled()
    const read = new Map<Caller, string>()
    for (const who of [clara, claraOfCouncil, paula, paul, sami]) read.set(who, await everythingRead(who, poll))
    const before = new Map(families.map((name) => [name, bytesOf(cast[name])]))
    for (const who of voters) orFail(await vote(house, who, { poll, child: who.child }))
    // Staff heard of every one of them, so the telling is over.
    for (const name of ['anna', 'emre', 'frieda'] as const)
      await vi.waitFor(() => expect(votedHeard(phones[name], poll)).toBe(voters.length), { timeout: 10_000 })
    for (const name of families) expect([name, bytesOf(cast[name])]).toEqual([name, before.get(name)])
    for (const [who, bytes] of read) expect(await everythingRead(who, poll)).toBe(bytes)
  }
}, 60_000)

test('[K-40] a vote is told to staff and to the guardians whose vote it is, without what was answered', async () => {
  const [who] = voters
  const { id: poll } = await ask(house, emre)
  const own = await Phone.of(house, who!)
  orFail(await vote(house, who!, { poll, child: who!.child, answer: choose(2) }))
  await vi.waitFor(() => expect(votedHeard(own, poll)).toBe(1), 10_000)
  await vi.waitFor(() => expect(votedHeard(phones.frieda, poll)).toBe(1), 10_000)
  const events = [own, phones.frieda].flatMap(({ told }) => told.filter(({ event }) => event.name === 'poll.voted'))
  for (const { event } of events) expect(Object.keys(event.data ?? {})).toEqual(['poll'])
  own.leave()
})

test('[N9] separated guardians share the answer, and find no trace of who gave it or when', async () => {
  const { id: poll } = await ask(house, emre)
  await settled()
  const before = bytesOf(paula)
  const at = house.clock.now().toISOString()
  orFail(await vote(house, paul, { poll, child: kim, answer: choose(1) }))
  await vi.waitFor(() => expect(votedHeard(phones.paul, poll)).toBe(1), 10_000)
  await vi.waitFor(() => expect(votedHeard(phones.emre, poll)).toBe(1), 10_000)
  expect(bytesOf(paula)).toBe(before)
  house.clock.advance(60_000)
  const read = await everythingRead(paula, poll)
  expect((await reading(house, paula, poll)).own).toEqual([{ child: kim, voted: true, answer: choose(1) }])
  expect(read).not.toContain(paul.as)
  expect(read).not.toContain(paul.person)
  const stored = await raw('poll-answers', { poll })
  expect(stored.map((doc) => Object.keys(doc).sort())).toEqual([
    ['_id', 'answer', 'at', 'children', 'closesAt', 'expiresAt', 'facility', 'poll', 'together', 'v'],
  ])
  expect(JSON.stringify(stored)).not.toContain(at)
})

test('[K-38, K-37] no name of a child reaches a family by a poll, and no guardian’s anybody; of an anonymous one none staff', async () => {
  const { id: poll } = await ask(house, emre)
  for (const who of voters) orFail(await vote(house, who, { poll, child: who.child }))
  const named = (bytes: string) => children.filter(({ name }) => bytes.includes(name)).map(({ id }) => id)
  const answering = voters.map(({ child }) => child)
  for (const who of [anna, emre, frieda])
    expect(named(await everythingRead(who, poll)).sort()).toEqual(answering.toSorted())
  const anonymous = await ask(house, emre, { anonymous: true })
  for (const who of voters) orFail(await vote(house, who, { poll: anonymous.id, child: who.child }))
  for (const who of [anna, emre, frieda]) expect(named(await everythingRead(who, anonymous.id))).toEqual([])
  const given = people.filter(({ id }) => voters.some(({ person }) => person === id))
  for (const who of [anna, emre, frieda, paula, claraOfCouncil]) {
    const bytes = await everythingRead(who, poll)
    if (who === paula || who === claraOfCouncil) expect(named(bytes)).toEqual([])
    expect(given.filter(({ id, name }) => bytes.includes(name) || bytes.includes(id))).toEqual([])
  }
  const foreign = children.filter(({ id }) => id !== kim)
  const bytes = await everythingRead(paula, poll)
  expect(foreign.filter(({ id }) => bytes.includes(id))).toEqual([])
})

test('[polls-01, K-40] an anonymous vote is one of counters: not changed, not listed, and no result before closing or below five', async () => {
  const { id: poll } = await ask(house, emre, { anonymous: true, totals: true })
  const [first, ...others] = voters
  expect(orFail(await vote(house, first!, { poll, child: first!.child, answer: choose(2) })).votes).toEqual([
    { child: first!.child, voted: true, answer: null },
  ])
  expect(answerOf(await vote(house, first!, { poll, child: first!.child, answer: choose(0) }))).toBe('already-voted')
  for (const who of others) orFail(await vote(house, who, { poll, child: who.child }))
  for (const who of [anna, emre, first!]) expect(await reading(house, who, poll)).toMatchObject({ totals: null })
  expect((await reading(house, anna, poll)).returns).toMatchObject({ answered: 5, answers: [] })
  const few = await ask(house, emre, { anonymous: true, totals: true })
  for (const who of others) orFail(await vote(house, who, { poll: few.id, child: who.child }))
  for (const { id } of [{ id: poll }, few]) orFail(await house.call('poll.close', emre, { poll: id }))
  for (const who of [anna, emre, first!, claraOfCouncil]) {
    expect((await reading(house, who, poll)).totals).toEqual({ answers: 5, counts: [4, 0, 1] })
    expect((await reading(house, who, few.id)).totals).toBeNull()
  }
})

test('[polls-01, K-67] an anonymous vote leaves counters and, apart from them, that somebody took part', async () => {
  const { id: poll } = await ask(house, emre, { anonymous: true })
  const [who] = voters
  orFail(await vote(house, who!, { poll, child: who!.child, answer: choose(1) }))
  const [taken] = await raw('poll-participations', { poll })
  expect(Object.keys(taken ?? {}).sort()).toEqual([
    '_id',
    'at',
    'children',
    'closesAt',
    'expiresAt',
    'facility',
    'poll',
    'together',
    'v',
  ])
  // Decision 10: no time is in its id, and none beside it but that at which the poll goes.
  expect(String(taken?._id)).toMatch(/^.{14}4/)
  // Its times are the poll's: none tells when somebody voted.
  const [asked] = await raw('polls', { _id: poll as never })
  for (const time of ['at', 'closesAt', 'expiresAt']) expect([time, taken?.[time]]).toEqual([time, asked?.[time]])
  const [tally] = await raw('poll-tallies', { _id: poll as never })
  expect(Object.keys(tally ?? {}).sort()).toEqual(['_id', 'at', 'closesAt', 'counts', 'expiresAt', 'facility', 'v'])
  expect(await raw('poll-answers', { poll })).toEqual([])
  const [row] = await raw('journal', { operation: 'poll.vote' satisfies OperationName, ref: poll })
  expect(row?.['fields']).not.toContain('answer')
  expect(JSON.stringify(row)).not.toMatch(/choices|"counts":\[/)
})

test('[polls-01] the journal tells nobody apart by what was chosen: not in the clear, and not by a hash', async () => {
  const [one, other, third] = voters
  for (const per of ['child', 'family'] as const) {
    const { id: poll } = await ask(house, emre, { anonymous: true, per })
    for (const [who, answer] of [
      [one, choose(0)],
      [other, choose(0)],
      [third, choose(1)],
    ] as const)
      orFail(await vote(house, who!, { poll, ...(per === 'child' && { child: who!.child }), answer }))
    const rows = await raw('journal', { operation: 'poll.vote' satisfies OperationName, ref: poll })
    const macs = new Map(rows.map((row) => [String(row['actor']), (row['request'] as { mac: string }).mac]))
    expect(new Set(macs.values()).size).toBe(3)
    // Whoever has the key, too, finds the same hash for every choice: it is one of the poll and the child alone.
    for (const row of rows) {
      const { id, mac } = row['request'] as { id: string; mac: string }
      const { child } = voters.find(({ as }) => as === row['actor'])!
      const asked = per === 'child' ? { poll, child } : { poll }
      expect(house.ground.macs.inputMac('poll.vote', [id, asked])).toBe(mac)
    }
    const said = rows.map((row) => JSON.stringify([row['name'], row['v'], row['fields'], row['read']]))
    expect(new Set(said).size).toBe(1)
  }
})

test('[K-67] question, options and answers are sealed where they are stored', async () => {
  const words = { question: 'Zitronenfalter', option: 'Schachtelhalm', text: 'Löwenzahnhonig' }
  const options = [words.option, 'Moos']
  const asked = await ask(house, emre, { question: words.question, options })
  const open = await ask(house, emre, { kind: 'text', options: [], question: words.question })
  const [who] = voters
  orFail(await vote(house, who!, { poll: open.id, child: who!.child, answer: { text: words.text } }))
  const collections = await house.ground.database.data.listCollections()
  for (const { name } of collections) {
    const stored = (await raw(name, {}))
      .map((doc) => JSON.stringify(doc, (_, value: unknown) => readable(value)))
      .join('\n')
    for (const word of Object.values(words)) expect([name, stored.includes(word)]).toEqual([name, false])
  }
  expect((await reading(house, emre, asked.id)).poll.options).toEqual(options)
  expect(house.logged.join('\n')).not.toContain(words.text)
})

/** Bytes as the text that they would be. */
const readable = (value: unknown) =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer' && 'data' in value
    ? Buffer.from(value.data as number[]).toString('utf8')
    : typeof value === 'string' && /^[\w+/]{24,}={0,2}$/.test(value)
      ? Buffer.from(value, 'base64').toString('utf8')
      : value

test('[D-04] votes go when their poll goes: an index takes what the purge left', async () => {
  for (const name of ['polls', 'poll-answers', 'poll-participations', 'poll-tallies']) {
    const indexes = await house.ground.database.data.collection(name).indexes()
    expect([name, indexes.find(({ key }) => 'expiresAt' in key)?.expireAfterSeconds]).toEqual([name, 48 * 60 * 60])
  }
})

test('[K-63] who left with the child answers no more, and the answer stays without a sign', async () => {
  const leaving = voters.at(-1)!
  const { id: poll } = await ask(house, emre)
  orFail(await vote(house, leaving, { poll, child: leaving.child }))
  orFail(await house.call('child.leave', anna, { child: leaving.child }, randomUUID()))
  expect(answerOf(await vote(house, leaving, { poll, child: leaving.child, answer: choose(1) }))).not.toBe('ok')
  const { returns, totals } = await reading(house, anna, poll)
  expect(totals).toEqual({ answers: 1, counts: [1, 0, 0] })
  expect(returns?.answers).toEqual([
    { voters: [{ child: leaving.child, sign: null, name: null, group: null }], answer: choose(0) },
  ])
  expect((await reading(house, emre, poll)).returns).toMatchObject({ answered: 1, answers: [] })
})
