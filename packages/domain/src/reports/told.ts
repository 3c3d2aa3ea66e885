import type { ChildId, MembershipId } from '@morgenkreis/protocol'
import { may } from '../access/may.ts'
import { isStaff, type Membership } from '../access/membership.ts'
import type { FacilityPlace } from '../access/place.ts'

/** What changed: who is here, which all staff of the group know, or only what some of them may read. */
export type Change = 'presence' | 'content'

export interface Around {
  readonly actor: Membership
  readonly members: Iterable<Membership>
  /** Of the child's guardians who live apart; null for everybody else (decision 12). */
  readonly householdOf: (who: MembershipId) => 'a' | 'b' | null
}

/**
 * Who is told that a report about this child changed (K-20, K-39): its guardians, staff who accept reports, the head, and all
 * staff of the group if it changes who is here. A guardian who lives apart from the one who acts is not told at that moment,
 * and finds it when reading next: no trace of the other (N9).
 */
export function toldOfReport(
  child: ChildId,
  where: FacilityPlace,
  change: Change,
  { actor, members, householdOf }: Around,
): MembershipId[] {
  const place = { ...where, children: [child] }
  const knows = (who: Membership) =>
    isStaff(who.role)
      ? may(who, 'sick-note.list', place) || may(who, change === 'presence' ? 'presence.list' : 'report.waiting', place)
      : may(who, 'sick-note.list', place) && !livesApart(householdOf(actor.id), householdOf(who.id))
  return [...members].filter(knows).map(({ id }) => id)
}

const livesApart = (one: 'a' | 'b' | null, other: 'a' | 'b' | null) => one !== null && other !== null && one !== other
