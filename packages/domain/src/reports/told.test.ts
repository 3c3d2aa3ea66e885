import type { MembershipId } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { childId, here, member, membershipId, sun, wave } from '../../test/members.ts'
import { toldOfReport } from './told.ts'

const kim = childId(1)
const where = { facility: here, groups: [sun] }
const mother = member(1, 'guardian', { groups: [sun], children: [kim] })
const father = member(2, 'guardian', { groups: [sun], children: [kim] })
const other = member(3, 'guardian', { groups: [sun], children: [childId(2)] })
const health = member(4, 'educator', { groups: [sun], rights: ['health'] })
const educator = member(5, 'educator', { groups: [sun] })
const elsewhere = member(6, 'educator', { groups: [wave], rights: ['health'] })
const head = member(7, 'admin', { groups: 'all' })
const council = member(8, 'council', { groups: 'all' })
const members = [mother, father, other, health, educator, elsewhere, head, council]
const together = () => null
const apart = (who: MembershipId) => (who === mother.id ? 'a' : who === father.id ? 'b' : null)

const told = (change: 'presence' | 'content', actor = mother, householdOf: typeof apart = together) =>
  toldOfReport(kim, where, change, { actor, members, householdOf })

test('[K-20, K-39] whoever may know of it is told, and of another family nobody', () => {
  expect(told('presence')).toEqual([mother, father, health, educator, head].map(({ id }) => id))
  expect(told('content')).toEqual([mother, father, health, head].map(({ id }) => id))
})

test('[N9] who lives apart is not told at that moment, unless it was the Kita that acted', () => {
  expect(told('presence', mother, apart)).not.toContain(father.id)
  expect(told('presence', father, apart)).not.toContain(mother.id)
  expect(told('presence', mother, apart)).toContain(mother.id)
  expect(told('presence', health, apart)).toEqual(expect.arrayContaining([mother.id, father.id]))
  const grandmother = member(9, 'guardian', { children: [kim] })
  expect(toldOfReport(kim, where, 'content', { actor: mother, members: [grandmother], householdOf: apart })).toEqual([
    membershipId(9),
  ])
})
