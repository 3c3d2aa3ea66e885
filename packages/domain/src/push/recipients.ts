import type { GroupId, PersonId, Room } from '@morgenkreis/protocol'
import type { Membership } from '../access/membership.ts'
import { roomsOf } from '../rooms/rooms.ts'

/** The hats under which each person hears one of these rooms; whoever did it is not told of it. */
export function recipientsOf(
  told: readonly Room[],
  members: Iterable<Membership>,
  { allGroups, actor }: { allGroups: readonly GroupId[]; actor: PersonId | null },
): Map<PersonId, Membership[]> {
  const rooms = new Set(told)
  const recipients = new Map<PersonId, Membership[]>()
  for (const member of members) {
    if (member.person === actor || !roomsOf(member, allGroups).some((room) => rooms.has(room))) continue
    recipients.set(member.person, [...(recipients.get(member.person) ?? []), member])
  }
  return recipients
}
