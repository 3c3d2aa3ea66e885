import type { ChildId, GroupId } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { childId, hedgehog, member, sun, wave } from '../../test/members.ts'
import { answerWithin, countAsked, isAsked, votingFor } from './voters.ts'

const [kim, mia, jonte, gone] = [childId(1), childId(2), childId(3), childId(9)]
const groups = new Map<ChildId, GroupId>([
  [kim, sun],
  [mia, wave],
  [jonte, sun],
])
const groupOf = (child: ChildId) => groups.get(child)
// Paula and Paul have Kim; Paul and Petra have Mia; Clara has Jonte.
const paula = member(1, 'guardian', { groups: [sun], children: [kim] })
const paul = member(2, 'guardian', { groups: [sun, wave], children: [kim, mia] })
const petra = member(3, 'guardian', { groups: [wave], children: [mia] })
const clara = member(4, 'guardian', { groups: [sun], children: [jonte] })
const emre = member(5, 'educator', { groups: [sun] })
const members = [paula, paul, petra, clara, emre]

test('[K-27, K-36] one answers for an own child that is asked, and for no other', () => {
  const sunny = { groups: [sun], per: 'child' as const }
  expect(votingFor(sunny, kim, paula, groupOf)).toEqual([kim])
  expect(votingFor(sunny, kim, paul, groupOf)).toEqual([kim])
  for (const [child, who] of [
    [jonte, paula],
    [mia, paul],
    [gone, { ...paula, children: [gone] }],
    [undefined, paula],
  ] as const)
    expect(votingFor(sunny, child, who, groupOf)).toBe('child-unknown')
  expect(votingFor({ groups: 'all', per: 'child' }, mia, paul, groupOf)).toEqual([mia])
})

test('[K-27, N9] for the family one answers for the own children that are asked, and for no other', () => {
  const family = { groups: 'all', per: 'family' } as const
  expect(votingFor(family, undefined, paula, groupOf)).toEqual([kim])
  expect(votingFor(family, undefined, paul, groupOf)).toEqual([kim, mia])
  expect(votingFor(family, undefined, petra, groupOf)).toEqual([mia])
  expect(votingFor({ ...family, groups: [sun] }, undefined, paul, groupOf)).toEqual([kim])
})

test('[K-27] who has no child that is asked answers for nobody: nothing named opens nothing', () => {
  const childless = member(6, 'guardian')
  for (const per of ['child', 'family'] as const)
    expect(votingFor({ groups: 'all', per }, undefined, childless, groupOf)).toBe('child-unknown')
  expect(votingFor({ groups: [wave], per: 'family' }, undefined, clara, groupOf)).toBe('child-unknown')
  expect(votingFor({ groups: 'all', per: 'family' }, kim, paula, groupOf)).toBe('child-unknown')
})

test('[K-40, N9] an answer is of those who have all its children: a common child opens none of another’s', () => {
  const answer = (...children: ChildId[]) => ({ children })
  const [ofKim, ofMia, ofBoth] = [answer(kim), answer(mia), answer(kim, mia)]
  const ofGuardian = (who: typeof paula, ...given: { children: ChildId[] }[]) =>
    answerWithin(given, who.children, groupOf)
  expect([paula, paul, petra, clara].map((who) => ofGuardian(who, ofBoth))).toEqual([
    undefined,
    ofBoth,
    undefined,
    undefined,
  ])
  expect([paula, paul, petra].map((who) => ofGuardian(who, ofKim))).toEqual([ofKim, ofKim, undefined])
  // Whoever answered apart reads and changes the own answer, not the other's.
  expect([paula, paul, petra].map((who) => ofGuardian(who, ofMia, ofKim, ofBoth))).toEqual([ofKim, ofBoth, ofMia])
  expect([ofGuardian(paul, ofKim, ofMia), ofGuardian(paul, ofMia, ofKim)]).toEqual([ofKim, ofKim])
  expect(ofGuardian(paula)).toBeUndefined()
})

test('[K-63] of a child who left nobody has the answer; with a sister who stays, it stays the family’s', () => {
  expect(answerWithin([{ children: [gone] }], [gone], groupOf)).toBeUndefined()
  expect(answerWithin([{ children: [kim, gone] }], [kim], groupOf)).toEqual({ children: [kim, gone] })
  expect(answerWithin([{ children: [kim, gone] }], [mia], groupOf)).toBeUndefined()
})

test('[K-27] asked are the children of the groups named, or their families', () => {
  const count = (named: 'all' | GroupId[], per: 'child' | 'family') =>
    countAsked({ groups: named, per }, { members, children: groups.keys(), groupOf })
  expect([count('all', 'child'), count([sun], 'child'), count([hedgehog], 'child')]).toEqual([3, 2, 0])
  expect([count('all', 'family'), count([sun], 'family'), count([wave], 'family')]).toEqual([2, 2, 1])
  expect(isAsked({ groups: 'all' }, gone, groupOf)).toBe(false)
})
