import { events, Room } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { allGroups, here, hedgehog, member, membershipId, sun, wave } from '../../test/members.ts'
import { hearsOf } from '../access/hears.ts'
import {
  councilOf,
  familiesOfFacility,
  familiesOfGroup,
  kindOf,
  memberRoom,
  roomsOf,
  roomsTold,
  staffOfFacility,
  staffOfGroup,
} from './rooms.ts'

test('[D-02] a membership hears its own room, those of its facility and those of its groups, by its role', () => {
  const own = memberRoom(membershipId(1))
  const families = familiesOfFacility(here)
  const staff = staffOfFacility(here)
  const rooms = (...given: Parameters<typeof member>) => roomsOf(member(...given), allGroups)

  expect(rooms(1, 'guardian', { groups: [sun, wave] })).toEqual([
    own,
    families,
    familiesOfGroup(sun),
    familiesOfGroup(wave),
  ])
  expect(rooms(1, 'guardian')).toEqual([own, families])
  expect(rooms(1, 'educator', { groups: [hedgehog] })).toEqual([own, staff, staffOfGroup(hedgehog)])
  expect(rooms(1, 'educator', { groups: 'all' })).toEqual([own, staff, ...allGroups.map(staffOfGroup)])
  expect(rooms(1, 'admin', { groups: 'all' })).toEqual([own, staff, ...allGroups.map(staffOfGroup)])
  expect(rooms(1, 'council', { groups: 'all', writes: true })).toEqual([own, councilOf(here)])
})

test('[K-36] no guardian and no council member is in a room of staff', () => {
  for (const role of ['guardian', 'council'] as const)
    for (const groups of ['all', allGroups, [sun], []] as const) {
      const kinds = roomsOf(member(1, role, { groups, writes: true }), allGroups).map(kindOf)
      expect(kinds.filter((kind) => kind.endsWith('staff'))).toEqual([])
    }
})

test('the kind of a room is told by its name, and every name is one that the wire knows', () => {
  const kinds = {
    [familiesOfFacility(here)]: 'facility:families',
    [staffOfFacility(here)]: 'facility:staff',
    [familiesOfGroup(sun)]: 'group:families',
    [staffOfGroup(sun)]: 'group:staff',
    [councilOf(here)]: 'council',
    [memberRoom(membershipId(1))]: 'member',
  }
  for (const [room, kind] of Object.entries(kinds)) expect(kindOf(Room.parse(room))).toBe(kind)
})

test('[D-02, K-15] told are the rooms of the place, as far as the table of who hears names their kind', () => {
  const places = [
    { groups: 'all', near: [familiesOfFacility(here), staffOfFacility(here)] },
    { groups: [sun], near: [familiesOfGroup(sun), staffOfGroup(sun)] },
    { groups: [sun, wave], near: [sun, wave].flatMap((group) => [familiesOfGroup(group), staffOfGroup(group)]) },
    { groups: [], near: [] },
  ] as const
  const members = [membershipId(1), membershipId(2)]
  for (const { name } of events)
    for (const { groups, near } of places) {
      const everywhere = [...near, councilOf(here), ...members.map(memberRoom)]
      const told = roomsTold(name, { facility: here, groups }, members)
      expect(told.toSorted()).toEqual(everywhere.filter((room) => hearsOf(name, kindOf(room)) === 'whole').sort())
    }
})

test('[K-15] the end of a membership is told to the members named, and to nobody else', () => {
  const place = { facility: here, groups: 'all' } as const
  expect(roomsTold('membership.removed', place, [membershipId(3)])).toEqual([memberRoom(membershipId(3))])
  expect(roomsTold('membership.removed', place)).toEqual([])
})
