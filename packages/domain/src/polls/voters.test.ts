import type { ChildId, GroupId } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { childId, hedgehog, member, membershipId, sun, wave } from '../../test/members.ts'
import { childrenOfFamily, countAsked, isAsked, toldOfVote, votingFor } from './voters.ts'

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
const known = { members, groupOf }

test('[K-27, K-36] one answers for an own child that is asked, and for no other', () => {
  const sunny = { groups: [sun], per: 'child' as const }
  expect(votingFor(sunny, kim, paula, known)).toEqual([kim])
  expect(votingFor(sunny, kim, paul, known)).toEqual([kim])
  for (const [child, who] of [
    [jonte, paula],
    [mia, paul],
    [gone, { ...paula, children: [gone] }],
    [undefined, paula],
  ] as const)
    expect(votingFor(sunny, child, who, known)).toBe('child-unknown')
  expect(votingFor({ groups: 'all', per: 'child' }, mia, paul, known)).toEqual([mia])
})

test('[K-27] a family answers for all its children, whoever of it does', () => {
  for (const who of [paula, paul, petra]) {
    expect(childrenOfFamily(who, members)).toEqual([kim, mia])
    expect(votingFor({ groups: [sun], per: 'family' }, undefined, who, known)).toEqual([kim, mia])
  }
  expect(votingFor({ groups: 'all', per: 'family' }, undefined, clara, known)).toEqual([jonte])
})

test('[K-27] who has no child that is asked answers for nobody: nothing named opens nothing', () => {
  const childless = member(6, 'guardian')
  for (const per of ['child', 'family'] as const)
    expect(
      votingFor({ groups: 'all', per }, undefined, childless, { ...known, members: [...members, childless] }),
    ).toBe('child-unknown')
  expect(votingFor({ groups: [wave], per: 'family' }, undefined, clara, known)).toBe('child-unknown')
  expect(votingFor({ groups: 'all', per: 'family' }, kim, paula, known)).toBe('child-unknown')
})

test('[K-27] asked are the children of the groups named, or their families', () => {
  const count = (named: 'all' | GroupId[], per: 'child' | 'family') =>
    countAsked({ groups: named, per }, { members, children: groups.keys(), groupOf })
  expect([count('all', 'child'), count([sun], 'child'), count([hedgehog], 'child')]).toEqual([3, 2, 0])
  expect([count('all', 'family'), count([sun], 'family'), count([wave], 'family')]).toEqual([2, 2, 1])
  expect(isAsked({ groups: 'all' }, gone, groupOf)).toBe(false)
})

test('[N9] told at once of a vote is who has the child together with the voter, in no other household', () => {
  const link = (n: number, child: ChildId, household: string | null) => ({
    membership: membershipId(n),
    child,
    household,
  })
  const together = [link(1, kim, null), link(2, kim, null), link(4, jonte, null)]
  expect(toldOfVote(paula.id, [kim], together)).toEqual([paula.id, paul.id])
  const apart = [link(1, kim, 'a'), link(2, kim, 'b'), link(7, kim, 'a'), link(8, kim, null)]
  expect(toldOfVote(paula.id, [kim], apart)).toEqual([paula.id, membershipId(7), membershipId(8)])
  // Petra has Mia with Paul, and nothing with Paula.
  const family = [link(1, kim, 'a'), link(2, kim, 'b'), link(2, mia, null), link(3, mia, null)]
  expect(toldOfVote(paula.id, [kim, mia], family)).toEqual([paula.id])
  expect(toldOfVote(paul.id, [kim, mia], family)).toEqual([paul.id, petra.id])
})
