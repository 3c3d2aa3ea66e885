import { judges, type FacilityPlace, type Membership } from '@morgenkreis/domain'
import type { MembershipId } from '@morgenkreis/protocol'
import type { Roster } from '../../shell/roster/roster.ts'

const memberOf = (id: MembershipId, roster: Roster): Membership | undefined =>
  roster.members.get(id) ?? roster.former.get(id)

export const judgesHere = (who: Membership, where: FacilityPlace, author: MembershipId, roster: Roster): boolean =>
  judges(who, where, memberOf(author, roster))

/** Who is told of a report: those who judge it, and nobody else. */
export const judgesOf = (where: FacilityPlace, author: MembershipId, roster: Roster): MembershipId[] =>
  [...roster.members.values()].filter((who) => judgesHere(who, where, author, roster)).map(({ id }) => id)

/** What somebody wrote under any hat is the own. */
export const isOwn = (who: Membership, author: MembershipId, roster: Roster): boolean =>
  memberOf(author, roster)?.person === who.person
