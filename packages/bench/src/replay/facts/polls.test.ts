import type { ChildId, PollAnswer, PollId } from '@morgenkreis/protocol'
import { apfelhof, children, kim, memberships, named, sonnen, wellen } from '@morgenkreis/world'
import { expect, test } from 'vitest'
import { groupOfChild } from '../children-here.ts'
import { answersFor, isOpen, keyOfVoter, ownVotesOf, totalsOf, totalsShownTo, votersOf } from './polls.ts'
import type { KeptPoll } from './polls.ts'

const hat = (id: string) => memberships.find((one) => one.id === id)!
const { anna, emre, clara, paula, paul, sami } = named
const sunny = children.filter(({ group }) => group === sonnen).map(({ id }) => id)
const chose = (...choices: number[]): PollAnswer => ({ choices })
const voted = (...given: [ChildId, PollAnswer][]) =>
  new Map(given.map(([child, answer]) => [child as string, { children: [child], answer, mark: null }]))
const poll = (more: Partial<KeptPoll> = {}): KeptPoll => ({
  ...{ id: 'p1' as PollId, place: { facility: apfelhof, groups: [sonnen] }, kind: 'several', options: 3, per: 'child' },
  ...{ mark: 1, anonymous: false, totals: true, closesAt: 100, closedAt: null, gone: false, busy: false },
  ...{ votes: new Map(), underWay: new Set<ChildId>(), ...more },
})
const five = voted(...sunny.slice(0, 5).map((child, n): [ChildId, PollAnswer] => [child, chose(n % 2, 2)]))

test('totals are what was answered last, each child once', () => {
  expect(totalsOf(poll({ votes: five }))).toEqual({ answers: 5, counts: [3, 2, 5] })
  expect(totalsOf(poll())).toEqual({ answers: 0, counts: [0, 0, 0] })
})

test('[K-40] families see totals after closing and from five answers on, if staff show them; staff at any time', () => {
  const shown = (role: 'guardian' | 'educator', more: Partial<KeptPoll>, now: number) =>
    totalsShownTo(role, poll({ votes: five, ...more }), now) !== null
  expect([shown('guardian', {}, 99), shown('guardian', {}, 100), shown('guardian', { closedAt: 5 }, 6)]).toEqual([
    false,
    true,
    true,
  ])
  expect(shown('guardian', { totals: false }, 100)).toBe(false)
  expect(shown('guardian', { votes: voted([kim, chose(0)]) }, 100)).toBe(false)
  expect([shown('educator', {}, 1), shown('educator', { anonymous: true }, 1)]).toEqual([true, false])
  expect(shown('educator', { anonymous: true }, 100)).toBe(true)
})

test('who answers: for each own child that is asked, or for the family', () => {
  expect(votersOf(poll(), hat(paula.guardian))).toEqual([{ child: kim, children: [kim] }])
  expect(votersOf(poll({ per: 'family' }), hat(paul.guardian))).toEqual([{ child: null, children: [kim] }])
  expect(votersOf(poll(), hat(sami.guardian))).toEqual([])
  expect(votersOf(poll(), hat(emre.educator))).toEqual([])
  const hanne = memberships.find(({ children: own }) => own.length === 2 && own.every(({ child }) => child !== kim))!
  const everywhere = { facility: apfelhof, groups: 'all' } as const
  const both = hanne.children.map(({ child }) => child).sort()
  expect(votersOf(poll({ place: everywhere, per: 'family' }), hanne)[0]?.children).toEqual(both)
  const [first] = both
  const inOne = poll({ place: { facility: apfelhof, groups: [groupOfChild(first!)!] }, per: 'family' })
  expect(votersOf(inOne, hanne)[0]?.children).toContain(first)
})

test('[K-40, N9] an answer for the family is read by who has all its children', () => {
  const families = poll({ per: 'family', place: { facility: apfelhof, groups: 'all' } })
  const [both, one] = [[kim, sunny.find((child) => child !== kim)!].sort(), [kim]]
  const given = (...all: ChildId[][]) =>
    new Map(all.map((of) => [keyOfVoter(of), { children: of, answer: chose(of.length), mark: null }]))
  const ties = (...own: ChildId[]) => ({
    ...hat(paula.guardian),
    children: own.map((child) => ({ child, label: null, custody: true, household: null })),
  })
  const read = (own: ChildId[], ...all: ChildId[][]) =>
    ownVotesOf({ ...families, votes: given(...all) }, ties(...own)).map(({ answer }) => answer)
  expect([read(one, both), read(both, both), read(both, one), read(both, one, both)]).toEqual([
    [null],
    [chose(2)],
    [chose(1)],
    [chose(2)],
  ])
})

test('[N9] both guardians read the answer for their child; of an anonymous one only that it was given', () => {
  const votes = voted([kim, chose(1)])
  for (const id of [paula.guardian, paul.guardian]) {
    const own = (more: Partial<KeptPoll>) => ownVotesOf(poll({ votes, ...more }), hat(id))
    expect(own({})).toEqual([{ child: kim, voted: true, answer: chose(1) }])
    expect(own({ anonymous: true })).toEqual([{ child: kim, voted: true, answer: null }])
  }
})

test('[K-15] staff reads the answers of its groups, of an anonymous poll none, and nobody else any', () => {
  expect(answersFor(poll({ votes: five }), hat(emre.educator))).toHaveLength(5)
  expect(answersFor(poll({ votes: five, anonymous: true }), hat(anna.admin))).toEqual([])
  expect(answersFor(poll({ votes: five }), hat(clara.council))).toBeNull()
  const tjark = memberships.find(({ role, groups }) => role === 'educator' && groups.includes(wellen))!
  expect(answersFor(poll({ votes: five }), tjark)).toEqual([])
})

test('a poll takes votes before its deadline, unless it is closed, gone, or about to be', () => {
  expect([
    isOpen(poll(), 99),
    isOpen(poll(), 100),
    isOpen(poll({ closedAt: 1 }), 2),
    isOpen(poll({ busy: true }), 2),
  ]).toEqual([true, false, false, false])
  expect(keyOfVoter([kim])).toBe(kim)
})
