import { recipientsOf, type Membership } from '@morgenkreis/domain'
import type { PersonId, Room } from '@morgenkreis/protocol'
import type { Roster } from '../roster/roster.ts'

/** The person behind what the journal calls its actor: a membership, or the person itself. */
const personIn = (roster: Roster, actor: string): PersonId =>
  (roster.members.get(actor as never) ?? roster.former.get(actor as never))?.person ?? (actor as PersonId)

/** Who is to be told of a row, and under which hats. */
export const recipientsIn = (roster: Roster, told: readonly Room[], actor: string): Map<PersonId, Membership[]> =>
  recipientsOf(told, roster.members.values(), {
    allGroups: roster.facility.groups.map(({ id }) => id),
    actor: personIn(roster, actor),
  })

/** The hats under which a person hears one of these rooms now; none after a removal (K-35). */
export const hatsThatHear = (roster: Roster, person: PersonId, rooms: readonly Room[]): Membership[] =>
  recipientsOf(rooms, roster.ofPerson.get(person) ?? [], {
    allGroups: roster.facility.groups.map(({ id }) => id),
    actor: null,
  }).get(person) ?? []
