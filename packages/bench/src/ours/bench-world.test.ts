import { AnnouncementId, Facility, MembershipId, PersonId } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { benchWorld } from './bench-world.ts'

const world = benchWorld({ rooms: 40, size: 25 })

test('40 rooms of 25 are 40 groups with 25 guardians each, and nobody else hears them but one educator', () => {
  Facility.parse(world.facilities[0])
  expect(world.guardians).toHaveLength(1000)
  const perGroup = Map.groupBy(world.children, ({ group }) => group)
  expect(perGroup.size).toBe(40)
  for (const children of perGroup.values()) expect(children).toHaveLength(25)
  expect(world.memberships.filter(({ role }) => role !== 'guardian')).toHaveLength(1)
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
