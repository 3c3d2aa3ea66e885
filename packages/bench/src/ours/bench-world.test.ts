import { AnnouncementId, Facility, MembershipId, PersonId } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { benchWorld } from './bench-world.ts'

const world = benchWorld({ rooms: 40, size: 25 })

test('40 rooms of 25 are ten Kitas of four groups with 25 guardians each, and one educator who writes in each', () => {
  for (const facility of world.facilities) expect(Facility.parse(facility).groups).toHaveLength(4)
  expect(world.facilities).toHaveLength(10)
  expect(world.guardians).toHaveLength(1000)
  const perGroup = Map.groupBy(world.children, ({ group }) => group)
  expect(perGroup.size).toBe(40)
  for (const children of perGroup.values()) expect(children).toHaveLength(25)
  const staff = world.memberships.filter(({ role }) => role !== 'guardian')
  expect(new Set(staff.map(({ facility }) => facility)).size).toBe(10)
})

test('every group belongs to the Kita of its children and of its announcement', () => {
  const kitaOf = new Map<string, string>(
    world.facilities.flatMap(({ id, groups }) => groups.map((group) => [group.id, id] as const)),
  )
  for (const { group, facility } of world.children) expect(facility).toBe(kitaOf.get(group))
  for (const { groups, facility } of world.announcements) expect(facility).toBe(kitaOf.get(groups[0]!))
})

test('every guardian comments under the announcement of the own group', () => {
  for (const { person, membership, announcement } of world.guardians) {
    PersonId.parse(person)
    const hat = world.memberships.find(({ id }) => id === MembershipId.parse(membership))!
    const child = world.children.find(({ id }) => id === hat.children[0]!.child)!
    const under = world.announcements.find(({ id }) => id === AnnouncementId.parse(announcement))!
    expect(hat.person).toBe(person)
    expect(under.groups).toEqual([child.group])
  }
})

test('neighbouring seats sit in different rooms', () => {
  const announcements = world.guardians.map(({ announcement }) => announcement)
  expect(new Set(announcements.slice(0, 40)).size).toBe(40)
  expect(new Set(announcements.slice(500, 540)).size).toBe(40)
})
