import type { Audience, EventName, GroupId, PersonId } from '@morgenkreis/protocol'
import { isStaff, type Membership } from '../access/membership.ts'
import type { FacilityPlace } from '../access/place.ts'
import { familiesAmong } from './families.ts'
import { roomsOf, roomsTold } from './rooms.ts'

/**
 * Who will hear an event at a place (N3): the families and staff in the rooms that are told, counted in `members`, all live
 * memberships of the facility. `added` says for each room when somebody was last added to it; the newest is the version.
 */
export function audienceOf(
  event: EventName,
  where: FacilityPlace,
  members: readonly Membership[],
  allGroups: readonly GroupId[],
  added: Readonly<Record<string, number>>,
): Audience {
  const told = roomsTold(event, where)
  const hearing = members.filter((member) => roomsOf(member, allGroups).some((room) => told.includes(room)))
  const familyOf = familiesAmong(members.filter(({ role }) => role === 'guardian'))
  const staff = new Set<PersonId>()
  const families = new Set<PersonId | number>()
  for (const { person, role } of hearing) {
    if (isStaff(role)) staff.add(person)
    // A council member without a child in the facility counts as a family of one.
    else families.add(familyOf.get(person) ?? person)
  }
  return { families: families.size, staff: staff.size, version: Math.max(0, ...told.map((room) => added[room] ?? 0)) }
}
