import type { ChildId, ChildProgress, Confirmation, GroupId, Groups, MembershipId } from '@morgenkreis/protocol'
import type { Membership } from '../access/membership.ts'

/** How far the confirmation for one child is. */
export type Progress = Pick<ChildProgress, 'state' | 'confirmed' | 'of'>

/** Whom an announcement concerns: the children of its groups. */
export const concerns = (groups: Groups | readonly GroupId[], group: GroupId): boolean =>
  groups === 'all' || groups.includes(group)

/** The guardians of a child who have an account here. */
export const guardiansOf = (child: ChildId, members: Iterable<Membership>): MembershipId[] =>
  [...members].flatMap(({ id, role, children }) => (role === 'guardian' && children.includes(child) ? [id] : []))

/**
 * What one child's confirmation stands at. `confirmed` names who did, also guardians who have left since: what they did for
 * the child is done, where one is enough.
 */
export function progressOf(
  wanted: Confirmation,
  guardians: readonly MembershipId[],
  confirmed: readonly MembershipId[],
): Progress {
  const done = guardians.filter((guardian) => confirmed.includes(guardian)).length
  const numbers = { confirmed: done, of: guardians.length }
  if (wanted === 'one' && confirmed.length > 0) return { state: 'confirmed', ...numbers }
  // `every` on an empty list is true: a child without a guardian here has confirmed nothing.
  if (guardians.length === 0) return { state: 'unreachable', ...numbers }
  return { state: done === guardians.length ? 'confirmed' : 'open', ...numbers }
}

/** Whether this guardian still has to confirm. Where all have to, nobody learns from it what the others did (decision 12). */
export const isOpenFor = (guardian: MembershipId, wanted: Confirmation, confirmed: readonly MembershipId[]): boolean =>
  wanted === 'one' ? confirmed.length === 0 : !confirmed.includes(guardian)
