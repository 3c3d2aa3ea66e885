import { expect, test } from 'vitest'
import { differences } from './oracle.ts'
import type { Entry, Listener, Sent } from './record.ts'

const families = new Set(['Paula', 'Paul'])
const sent = (n: number, more: Partial<Sent> = {}): Sent => ({
  event: 'comment.published',
  ref: `c${n}`,
  text: `Text ${n}`,
  under: 'a1',
  sentAt: n * 100,
  answeredAt: n * 100 + 20,
  audience: families,
  ...more,
})
const heard = (n: number, more: Partial<Extract<Entry, { kind: 'told' }>> = {}): Entry => ({
  kind: 'told',
  room: 'group:sonnen:families',
  seq: n,
  event: 'comment.published',
  ref: `c${n}`,
  text: `Text ${n}`,
  at: n * 100 + 30,
  ...more,
})
const record = [1, 2, 3, 4, 5].map((n) => sent(n))
const log = [1, 2, 3, 4, 5].map((n) => heard(n))
const paula = (entries: Entry[], more: Partial<Listener> = {}): Listener => ({
  who: 'Paula',
  entries,
  heads: new Map([['group:sonnen:families', 5]]),
  removedAt: null,
  ...more,
})
const kinds = (listener: Listener, against = record) => differences(listener, against).map(({ kind }) => kind)

test('a whole log shows no difference', () => {
  expect(differences(paula(log), record)).toEqual([])
})

test('[D-03] lost: an event in the middle, the last one, and all of them', () => {
  expect(kinds(paula(log.toSpliced(2, 1)))).toContain('lost')
  expect(kinds(paula(log.slice(0, 4)))).toContain('lost')
  expect(kinds(paula([]))).toEqual(['lost', 'lost', 'lost', 'lost', 'lost'])
})

test('lost: the end of a second room, although the first room told the same', () => {
  const room = 'group:igel:families'
  const both = [...log, ...log.slice(0, 4).map((entry) => ({ ...entry, room }))]
  const heads = new Map([
    ['group:sonnen:families', 5],
    [room, 5],
  ])
  expect(differences(paula(both, { heads }), record)).toEqual([
    { kind: 'lost', who: 'Paula', what: `${room} #5 to #5` },
  ])
})

test('doubled: the same number, or the same thing under another number', () => {
  expect(kinds(paula(log.toSpliced(3, 0, log[2]!)))).toContain('doubled')
  expect(kinds(paula([...log, heard(6, { ref: 'c2', text: 'Text 2' })], { heads: new Map() }))).toContain('doubled')
})

test('misordered: applied in another order than the log', () => {
  expect(kinds(paula([log[0]!, log[2]!, log[1]!, log[3]!, log[4]!]))).toContain('misordered')
})

test('misordered: the log itself puts what was sent later before what had been acknowledged', () => {
  const swapped = [heard(1, { ref: 'c2', text: 'Text 2' }), heard(2, { ref: 'c1', text: 'Text 1' }), ...log.slice(2)]
  expect(kinds(paula(swapped))).toEqual(['misordered'])
})

test('two that were under way at once may stand in either order', () => {
  const together = record.with(1, sent(2, { sentAt: 110, answeredAt: 130 }))
  const swapped = [heard(1, { ref: 'c2', text: 'Text 2' }), heard(2, { ref: 'c1', text: 'Text 1' }), ...log.slice(2)]
  expect(differences(paula(swapped), together)).toEqual([])
})

test('overheard: a stranger hears what is not addressed to it', () => {
  const sami = { ...paula([heard(3)], { heads: new Map() }), who: 'Sami' }
  expect(differences(sami, record)).toEqual([{ kind: 'overheard', who: 'Sami', what: expect.stringContaining('c3') }])
})

test('[K-35] overheard: anything told after the reply to a removal, while what came before is no difference', () => {
  expect(kinds(paula(log.slice(0, 3), { removedAt: 335 }))).toEqual(['lost'])
  expect(kinds(paula(log.slice(0, 3), { removedAt: 335, heads: new Map() }))).toEqual([])
  expect(kinds(paula(log.slice(0, 3), { removedAt: 325, heads: new Map() }))).toEqual(['overheard'])
})

test('unrecorded: what was refused, or never acknowledged, was told', () => {
  expect(kinds(paula([...log, heard(6)], { heads: new Map() }))).toEqual(['unrecorded'])
})

test('altered: another text than the one that was sent', () => {
  expect(kinds(paula(log.with(1, heard(2, { text: 'Text 2!' }))))).toEqual(['altered'])
})

test('a thing that was gone when it was caught up on has no text to compare', () => {
  expect(differences(paula(log.with(1, heard(2, { text: null }))), record)).toEqual([])
})

test('after a fresh read numbers may begin anywhere, and only what came later must have been told', () => {
  const reread: Entry = { kind: 'reread', rooms: ['group:sonnen:families'], at: 325 }
  expect(differences(paula([log[0]!, reread, log[3]!, log[4]!]), record)).toEqual([])
  expect(kinds(paula([log[0]!, reread, log[4]!]))).toEqual(['lost'])
  const other: Entry = { ...reread, rooms: ['group:igel:families'] }
  expect(kinds(paula([log[0]!, other, log[3]!, log[4]!]))).toContain('lost')
})

const votes = (n: number) => sent(n, { event: 'poll.voted', ref: 'p1', text: null, under: null })
const heardVote = (n: number) => heard(n, { event: 'poll.voted', ref: 'p1', text: null })
const three = [votes(1), votes(2), votes(3)]
const voted = (entries: Entry[]) => kinds(paula(entries, { heads: new Map() }), three)

test('what happens several times under one name is heard as often as it happened', () => {
  expect(voted([heardVote(1), heardVote(2), heardVote(3)])).toEqual([])
  expect(voted([heardVote(1), heardVote(2)])).toEqual(['lost'])
  expect(voted([heardVote(1), heardVote(2), heardVote(3), heardVote(4)])).toContain('doubled')
})

test('misordered: something else stands between two of them where it was sent after both', () => {
  const between = [...three.slice(0, 2), sent(4)]
  const told = [heardVote(1), heard(2, { ref: 'c4', text: 'Text 4' }), heardVote(3)]
  expect(kinds(paula(told, { heads: new Map() }), between)).toEqual(['misordered'])
})

test('only what is for this listener counts: another family hears of its own votes', () => {
  const mixed = [votes(1), { ...votes(2), audience: new Set(['Sami']) }]
  expect(kinds(paula([heardVote(1)], { heads: new Map() }), mixed)).toEqual([])
  expect(kinds(paula([heardVote(1), heardVote(2)], { heads: new Map() }), mixed)).toEqual(['doubled'])
})

test('a text may have been changed when it was caught up on; any other text is altered', () => {
  const edited = [...record, sent(6, { event: 'comment.edited', ref: 'c2', text: 'Text zwei' })]
  const told = (text: string) => [
    ...log.with(1, heard(2, { text })),
    heard(6, { event: 'comment.edited', ref: 'c2', text: 'Text zwei' }),
  ]
  expect(kinds(paula(told('Text zwei'), { heads: new Map() }), edited)).toEqual([])
  expect(kinds(paula(told('Text drei'), { heads: new Map() }), edited)).toEqual(['altered'])
})

test('what was written offline comes in the order in which it was written', () => {
  const queue = [1, 2].map((n) => sent(n, { sentAt: 0, answeredAt: 900, turn: { queue: 'Paul', n } }))
  const swapped = [heard(1, { ref: 'c2', text: 'Text 2' }), heard(2, { ref: 'c1', text: 'Text 1' })]
  expect(kinds(paula(log.slice(0, 2), { heads: new Map() }), queue)).toEqual([])
  expect(kinds(paula(swapped, { heads: new Map() }), queue)).toEqual(['misordered'])
})

test('what the house may say by itself is owed to nobody, and is told to those whom it concerns, no more often than it may', () => {
  const maybe = sent(6, {
    event: 'report.missed',
    ref: 'sonnen',
    text: null,
    maybe: true,
    sentAt: 0,
    answeredAt: Infinity,
  })
  const said = heard(6, { event: 'report.missed', ref: 'sonnen', text: null })
  const again = heard(7, { event: 'report.missed', ref: 'sonnen', text: null })
  const judged = (entries: Entry[], known: Sent[]) =>
    differences(paula(entries, { heads: new Map() }), [...record, ...known]).map(({ kind }) => kind)
  expect(judged(log, [maybe])).toEqual([])
  expect(judged([...log, said], [maybe])).toEqual([])
  expect(judged([...log, said, again], [maybe])).toEqual(['doubled'])
  expect(judged([...log, said, again], [maybe, maybe])).toEqual([])
  expect(judged([...log, said], [{ ...maybe, audience: new Set(['Anna']) }])).toEqual(['overheard'])
})
