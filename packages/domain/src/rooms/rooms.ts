import type { EventName, FacilityId, GroupId, MembershipId, Room } from '@morgenkreis/protocol'
import { hearsOf, type RoomKind } from '../access/hears.ts'
import { isStaff, type Membership } from '../access/membership.ts'
import type { FacilityPlace } from '../access/place.ts'

const named = (room: string) => room as Room

export const familiesOfFacility = (id: FacilityId) => named(`facility:${id}:families`)
export const staffOfFacility = (id: FacilityId) => named(`facility:${id}:staff`)
export const familiesOfGroup = (id: GroupId) => named(`group:${id}:families`)
export const staffOfGroup = (id: GroupId) => named(`group:${id}:staff`)
export const councilOf = (id: FacilityId) => named(`council:${id}`)
export const memberRoom = (id: MembershipId) => named(`member:${id}`)

/** The rooms that a membership hears (D-02). `allGroups` are the groups of its facility, for a membership with all of them. */
export function roomsOf(who: Membership, allGroups: readonly GroupId[]): Room[] {
  const groups = who.groups === 'all' ? allGroups : who.groups
  const own = memberRoom(who.id)
  if (who.role === 'council') return [own, councilOf(who.facility)]
  if (isStaff(who.role)) return [own, staffOfFacility(who.facility), ...groups.map(staffOfGroup)]
  return [own, familiesOfFacility(who.facility), ...groups.map(familiesOfGroup)]
}

/** The kind of a room, by its name: the column in the table of who hears. */
export function kindOf(room: Room): RoomKind {
  const [kind, , side] = room.split(':')
  if (kind === 'council' || kind === 'member') return kind
  return `${kind}:${side}` as RoomKind
}

/** The rooms that are told of what happens at a place: those of the table of who hears, and no others. */
export function roomsTold(event: EventName, where: FacilityPlace, members: readonly MembershipId[] = []): Room[] {
  const { facility, groups, circle } = where
  const told: Room[] = []
  const tell = (kind: RoomKind, rooms: () => Room[]) => {
    const telling = hearsOf(event, kind)
    if (telling === 'whole' || (telling !== 'nothing' && telling === circle)) told.push(...rooms())
  }
  if (groups === 'all') {
    tell('facility:families', () => [familiesOfFacility(facility)])
    tell('facility:staff', () => [staffOfFacility(facility)])
  } else {
    tell('group:families', () => groups.map(familiesOfGroup))
    tell('group:staff', () => groups.map(staffOfGroup))
  }
  tell('council', () => [councilOf(facility)])
  tell('member', () => members.map(memberRoom))
  return told
}
