import { may, type FacilityPlace } from '@morgenkreis/domain'
import type { OperationsAt, OwnMembership, PersonId } from '@morgenkreis/protocol'

export interface Acting {
  person: PersonId
  membership: OwnMembership
}

/** Whether the page offers it: what the table of rights allows. The gateway decides by the same table. */
export function offers(
  { person, membership }: Acting,
  operation: OperationsAt<'facility'>,
  where: Omit<FacilityPlace, 'facility'>,
): boolean {
  const children = membership.children.map(({ id }) => id)
  const { mutedUntil: _until, ...hat } = membership
  return may({ ...hat, person, children }, operation, { facility: membership.facility, ...where })
}

/** How somebody may take a thing away: as its author, as somebody with that right, or not at all. */
export function removalOf(
  acting: Acting,
  operation: 'announcement.remove' | 'comment.remove' | 'message.remove' | 'poll.remove',
  where: Omit<FacilityPlace, 'facility'> & Required<Pick<FacilityPlace, 'author'>>,
): 'withdraw' | 'remove' | undefined {
  if (!offers(acting, operation, where)) return undefined
  return where.author === acting.membership.id ? 'withdraw' : 'remove'
}
