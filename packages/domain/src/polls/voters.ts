import type { ChildId, GroupId, RefusalCode } from '@morgenkreis/protocol'
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

/**
 * For which children this guardian answers, once for all of them: the one named, or, for the family, the own ones that are asked.
 * Another's child, one that is not asked, and one that does not exist are refused alike.
 */
export function votingFor(
  poll: Pick<PollTerms, 'groups' | 'per'>,
  child: ChildId | undefined,
  who: Membership,
  groupOf: GroupOf,
): readonly ChildId[] | RefusalCode {
  const own = who.children.filter((one) => isAsked(poll, one, groupOf))
  if (poll.per === 'child') return child !== undefined && own.includes(child) ? [child] : 'child-unknown'
  // Without a child there is nothing to answer for.
  return child === undefined && own.length > 0 ? own.toSorted() : 'child-unknown'
}

interface ForChildren {
  readonly children: readonly ChildId[]
}

/**
 * The answer that a guardian of these children reads and changes: one whose children are all among them, of several the one for
 * most of them. A common child is not enough: it connects people who have nothing to do with each other (K-40, N9). Children who
 * have left count for nobody.
 */
export function answerWithin<Given extends ForChildren>(
  given: readonly Given[],
  own: readonly ChildId[],
  groupOf: GroupOf,
): Given | undefined {
  const isWithin = ({ children }: Given) => {
    const here = children.filter((child) => groupOf(child) !== undefined)
    return here.length > 0 && here.every((child) => own.includes(child))
  }
  return given.filter(isWithin).sort(byMostChildren)[0]
}

// Of two for as many children one and the same comes first, whoever looks and whenever.
const byMostChildren = ({ children: one }: ForChildren, { children: other }: ForChildren) =>
  other.length - one.length || (one.join() < other.join() ? -1 : 1)

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
