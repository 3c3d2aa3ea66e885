import { apfelhof, children, kim, kranichweg, memberships, named, sonnen, wellen } from './index.ts'
import type { ChildId, FacilityId, MembershipId } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'

const guardians = memberships.filter(({ role }) => role === 'guardian')
const tiesOf = (id: MembershipId) => memberships.find((one) => one.id === id)?.children ?? []

/** Guardians connected by common children, as groups of membership ids. */
function familiesOf(facility: FacilityId) {
  const families: { members: MembershipId[]; children: Set<ChildId> }[] = []
  for (const { id, children: ties } of guardians.filter((one) => one.facility === facility)) {
    const own = new Set(ties.map(({ child }) => child))
    const touching = families.filter((family) => !family.children.isDisjointFrom(own))
    for (const family of touching) families.splice(families.indexOf(family), 1)
    families.push({
      members: [id, ...touching.flatMap(({ members }) => members)],
      children: new Set([...own, ...touching.flatMap((family) => [...family.children])]),
    })
  }
  return families
}

test('sixty families come to Kita Apfelhof, five to Kita Kranichweg', () => {
  expect(familiesOf(apfelhof)).toHaveLength(60)
  expect(familiesOf(kranichweg)).toHaveLength(5)
})

test('each group of Kita Apfelhof has about twenty families', () => {
  for (const group of new Set(children.filter((one) => one.facility === apfelhof).map((one) => one.group))) {
    const here = new Set(children.filter((child) => child.group === group).map(({ id }) => id))
    const families = familiesOf(apfelhof).filter((family) => !family.children.isDisjointFrom(here))
    expect(families.length).toBeGreaterThanOrEqual(20)
    expect(families.length).toBeLessThanOrEqual(25)
  }
})

test('every guardian has a child and every child a guardian with custody, in one facility', () => {
  for (const { facility, children: ties } of guardians) {
    expect(ties.length).toBeGreaterThan(0)
    for (const { child } of ties) expect(children.find(({ id }) => id === child)?.facility).toBe(facility)
  }
  for (const { id } of children) {
    expect(guardians.some(({ children: ties }) => ties.some(({ child, custody }) => child === id && custody))).toBe(
      true,
    )
  }
})

test('the world holds siblings in two groups, families of one and of two, and a family of three guardians', () => {
  const families = familiesOf(apfelhof)
  const groupsOf = (ids: Set<ChildId>) => new Set(children.filter(({ id }) => ids.has(id)).map(({ group }) => group))
  expect(families.filter((family) => groupsOf(family.children).size === 2).length).toBeGreaterThanOrEqual(5)
  expect(new Set(families.map(({ members }) => members.length))).toEqual(new Set([1, 2, 3]))
})

test('[N9] guardians who live apart are of different households, all others of none', () => {
  for (const { id } of children) {
    const households = guardians.flatMap(({ children: ties }) =>
      ties.filter(({ child }) => child === id).map(({ household }) => household),
    )
    const apart = households.some((household) => household !== null)
    expect(households.toSorted()).toEqual(apart ? ['a', 'b'] : households.map(() => null))
  }
  expect(tiesOf(named.paula.guardian)).toEqual([{ child: kim, label: 'Kimchen', custody: true, household: 'a' }])
  expect(tiesOf(named.paul.guardian)).toEqual([{ child: kim, label: 'Kimbo', custody: true, household: 'b' }])
})

test('the named guardians have their children where the rules expect them', () => {
  const groupsOf = (id: MembershipId) => tiesOf(id).map(({ child }) => children.find((one) => one.id === child)?.group)
  expect(groupsOf(named.paula.guardian)).toEqual([sonnen])
  expect(groupsOf(named.paul.guardian)).toEqual([sonnen])
  expect(groupsOf(named.clara.guardian)).toEqual([sonnen])
  expect(groupsOf(named.sami.guardian)).toEqual([wellen])
})
