import { expect, test } from 'vitest'
import { childId, member, personId } from '../../test/members.ts'
import type { Membership } from '../access/membership.ts'
import { familiesAmong } from './families.ts'

const guardian = (n: number, ...children: number[]): Membership =>
  member(n, 'guardian', { children: children.map(childId) })

/** Who is one family, as lists of the numbers of its people. */
function families(...guardians: Membership[]): number[][] {
  const found = new Map<number, number[]>()
  for (const [person, family] of familiesAmong(guardians)) {
    const n = Number(person.slice(-12))
    found.set(family, [...(found.get(family) ?? []), n])
  }
  return [...found.values()].map((people) => people.sort((a, b) => a - b)).sort()
}

test('[N3] guardians of a common child are one family, others are not', () => {
  expect(families(guardian(1, 1), guardian(2, 1), guardian(3, 2))).toEqual([[1, 2], [3]])
  expect(families()).toEqual([])
})

test('[N3] families grow together over half-siblings, in whatever order they are read', () => {
  const patchwork = [guardian(1, 1), guardian(4, 3), guardian(2, 1, 2), guardian(3, 2, 3), guardian(5, 4)]
  expect(families(...patchwork)).toEqual([[1, 2, 3, 4], [5]])
  expect(families(...patchwork.toReversed())).toEqual([[1, 2, 3, 4], [5]])
})

test('[N3] a person with a hat for each child is one person, and one without a child a family of one', () => {
  const second = { ...guardian(7, 2), person: personId(1) }
  expect(families(guardian(1, 1), second, guardian(2, 2))).toEqual([[1, 2]])
  expect(families(guardian(1), guardian(2))).toEqual([[1], [2]])
})
