import { toldOfReport, type Change, type FacilityPlace, type Membership } from '@morgenkreis/domain'
import type { ChildId, MembershipId } from '@morgenkreis/protocol'
import type { Plan } from '../../shell/plan.ts'
import { householdOf, type Roster } from '../../shell/roster/roster.ts'
import type { Report, Reported } from './store.ts'

/** Where a child is; null for one who has left. */
function placeOfChild(child: ChildId, roster: Roster): FacilityPlace | null {
  const group = roster.children.get(child)?.group
  return group === undefined ? null : { facility: roster.facility.id, groups: [group], children: [child] }
}

/** Where a report is: with its child. */
export function placeOf<Content extends Reported>({ doc, content }: Report<Content>, roster: Roster) {
  const place = placeOfChild(content.child, roster)
  return place && { ...place, author: doc.author }
}

/**
 * Tells whom it concerns that reports about these children changed. The version is always 1: a higher one would say how
 * often somebody changed or read it.
 */
export function tells<Output>(
  decided: Plan<Output>,
  { ref, children, change }: { ref: string; children: readonly ChildId[]; change: Change },
  { actor, roster }: { actor: Membership; roster: Roster },
): Plan<Output> {
  const facility = roster.facility.id
  const members = children.flatMap((child) => {
    const where = placeOfChild(child, roster)
    const around = {
      actor,
      members: roster.members.values(),
      householdOf: (who: MembershipId) => householdOf(roster, who, child),
    }
    return where === null ? [] : toldOfReport(child, where, change, around)
  })
  const told = { ref, v: 1, data: { facility }, members: [...new Set(members)] }
  return decided.tell('report.changed', { facility, groups: 'all' }, told)
}
