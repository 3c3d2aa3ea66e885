import { toldTogether, type Membership } from '@morgenkreis/domain'
import type { ChildId, MembershipId } from '@morgenkreis/protocol'
import type { RosterStore } from './store.ts'

/** The guardians who are told at once what one of them did for these children. */
export async function guardiansTold(
  children: readonly ChildId[],
  actor: Membership,
  { memberships }: Pick<RosterStore, 'memberships'>,
): Promise<MembershipId[]> {
  const docs = await memberships.model
    .find({ facility: actor.facility, role: 'guardian', endedAt: null, 'children.child': { $in: [...children] } })
    .select('children')
    .lean()
  const links = docs.flatMap(({ _id: membership, children: own }) =>
    own.map(({ child, household }) => ({ membership, child, household })),
  )
  return toldTogether(actor.id, children, links)
}
