import type { ChildId, MembershipId } from '@morgenkreis/protocol'
import type { Membership } from '../access/membership.ts'
import { guardiansOf } from '../announcements/confirmation.ts'

/** What becomes of the memberships of a facility. */
export interface Leaving {
  /** Guardians with another child here: they lose this one alone. */
  readonly untied: readonly MembershipId[]
  /** Who belongs here no more. */
  readonly ended: readonly MembershipId[]
}

/** A child leaves (K-63): what followed from it ends, nothing else. */
export const leavingOf = (child: ChildId, members: readonly Membership[]): Leaving =>
  partingOf(child, guardiansOf(child, members), members)

/** These guardians have to do with a child no more (K-62, K-63): for them it is as if it had left. */
export function partingOf(child: ChildId, guardians: readonly MembershipId[], members: readonly Membership[]): Leaving {
  const tied = members.filter(({ id }) => guardians.includes(id))
  const alone = tied.filter(({ children }) => children.every((one) => one === child))
  const ended = alone.flatMap((one) => endingWith(one, members))
  return { untied: tied.filter((one) => !alone.includes(one)).map(({ id }) => id), ended: [...new Set(ended)] }
}

/** A membership and what stands on it: who is no guardian here any more sits on no council here. */
export function endingWith(one: Membership, members: readonly Membership[]): MembershipId[] {
  const stays = members.some(({ id, person, role }) => person === one.person && role === 'guardian' && id !== one.id)
  if (one.role !== 'guardian' || stays) return [one.id]
  const council = members.filter(({ person, role }) => person === one.person && role === 'council')
  return [one.id, ...council.map(({ id }) => id)]
}
