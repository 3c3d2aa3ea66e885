import type { ChildId, GroupId, MembershipId, RefusalCode } from '@morgenkreis/protocol'
import type { Membership } from '../access/membership.ts'
import { familiesAmong } from '../rooms/families.ts'
import type { PollTerms } from './terms.ts'

/** In which group each child is that is here. */
export type GroupOf = (child: ChildId) => GroupId | undefined

/** Is this child in one of the groups that are asked? */
export function isAsked({ groups }: Pick<PollTerms, 'groups'>, child: ChildId, groupOf: GroupOf): boolean {
  const group = groupOf(child)
  return group !== undefined && (groups === 'all' || groups.includes(group))
}

/** All children of this guardian's family, in a fixed order. */
export function childrenOfFamily(who: Membership, members: Iterable<Membership>): ChildId[] {
  const guardians = [...members].filter(({ role }) => role === 'guardian')
  const familyOf = familiesAmong(guardians)
  const family = familyOf.get(who.person)
  const children = guardians.filter(({ person }) => familyOf.get(person) === family).flatMap((one) => one.children)
  return [...new Set(children)].sort()
}

/**
 * For which children this guardian answers, once for all of them: the one named, or those of the family. Another's child, one
 * that is not asked, and one that does not exist are refused alike.
 */
export function votingFor(
  poll: Pick<PollTerms, 'groups' | 'per'>,
  child: ChildId | undefined,
  who: Membership,
  { members, groupOf }: { readonly members: Iterable<Membership>; readonly groupOf: GroupOf },
): readonly ChildId[] | RefusalCode {
  if (poll.per === 'child')
    return child !== undefined && who.children.includes(child) && isAsked(poll, child, groupOf)
      ? [child]
      : 'child-unknown'
  const children = childrenOfFamily(who, members)
  // A family is known by its children: without one there is nothing to answer for.
  return child === undefined && children.some((one) => isAsked(poll, one, groupOf)) ? children : 'child-unknown'
}

/** How many children or families are asked. */
export function countAsked(
  poll: Pick<PollTerms, 'groups' | 'per'>,
  { members, children, groupOf }: { members: Iterable<Membership>; children: Iterable<ChildId>; groupOf: GroupOf },
): number {
  const asked = [...children].filter((child) => isAsked(poll, child, groupOf))
  if (poll.per === 'child') return asked.length
  const guardians = [...members].filter(({ role }) => role === 'guardian')
  const familyOf = familiesAmong(guardians)
  const families = guardians.filter(({ children: own }) => own.some((child) => asked.includes(child)))
  return new Set(families.map(({ person }) => familyOf.get(person))).size
}

/** A guardian's link to a child, with the household where the head marked the guardians as separate. */
export interface Household {
  readonly membership: MembershipId
  readonly child: ChildId
  readonly household: string | null
}

/**
 * Who is told at once that a guardian voted for these children: those who have one of them together with that guardian. In
 * another household the answer is found later, without a trace of when it was given (decision 12, N9).
 */
export function toldOfVote(
  voter: MembershipId,
  children: readonly ChildId[],
  links: readonly Household[],
): MembershipId[] {
  const concerned = links.filter(({ child }) => children.includes(child))
  const own = new Map(concerned.filter(({ membership }) => membership === voter).map((one) => [one.child, one]))
  const apart = ({ child, household }: Household) => {
    const mine = own.get(child)?.household ?? null
    return mine !== null && household !== null && mine !== household
  }
  const together = concerned.filter(({ child }) => own.has(child))
  const separate = new Set(together.filter(apart).map(({ membership }) => membership))
  return [...new Set([voter, ...together.map(({ membership }) => membership)])].filter((id) => !separate.has(id))
}
