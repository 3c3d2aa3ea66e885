import type { Household, MembershipId, Tie } from '@morgenkreis/protocol'

/** In which of two households each guardian of a child is; in none where nobody lives apart from anybody (decision 12). */
export function householdsOf(guardians: readonly Tie[]): ReadonlyMap<MembershipId, Household | null> {
  const together = new Set(guardians.map(({ apart }) => apart)).size < 2
  return new Map(guardians.map(({ membership, apart }) => [membership, together ? null : apart ? 'b' : 'a']))
}
