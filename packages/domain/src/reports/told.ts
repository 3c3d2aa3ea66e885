import type { ChildId, MembershipId } from '@morgenkreis/protocol'
import { may } from '../access/may.ts'
import { isStaff, type Membership } from '../access/membership.ts'
import type { FacilityPlace } from '../access/place.ts'

/** The households of a child's guardians who live apart; who is not in it lives with all of them (decision 12). */
export type Households = ReadonlyMap<MembershipId, 'a' | 'b'>

/** What changed: who is here, which all staff of the group know, or only what some of them may read. */
export type Change = 'presence' | 'content'

/**
 * Who is told that a report about this child changed (K-20, K-39): its guardians, staff who accept reports, the head, and all
 * staff of the group if it changes who is here. A guardian who lives apart from the one who acts is not told at that moment,
 * and finds it when reading next: no trace of the other (N9).
 */
export function toldOfReport(
  child: ChildId,
  where: FacilityPlace,
  change: Change,
  { actor, members, households }: { actor: Membership; members: Iterable<Membership>; households: Households },
): MembershipId[] {
  const place = { ...where, children: [child] }
  const knows = (who: Membership) =>
    isStaff(who.role)
      ? may(who, 'sick-note.list', place) || may(who, change === 'presence' ? 'presence.list' : 'report.waiting', place)
      : may(who, 'sick-note.list', place) && !livesApart(actor.id, who.id, households)
  return [...members].filter(knows).map(({ id }) => id)
}

function livesApart(one: MembershipId, other: MembershipId, households: Households): boolean {
  const [here, there] = [households.get(one), households.get(other)]
  return here !== undefined && there !== undefined && here !== there
}
