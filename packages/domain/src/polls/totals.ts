import type { PollTotals, Role } from '@morgenkreis/protocol'
import { isStaff } from '../access/membership.ts'
import { isOpen, type PollTerms } from './terms.ts'

/** Fewer answers would tell too much about each. */
export const fewestForTotals = 5

/**
 * The totals as this role may see them now. K-40: families after closing, from five answers on, if staff show them.
 * Decision 9: those of an anonymous poll nobody before that; what grew vote by vote would tell who chose what.
 */
export function totalsFor(role: Role, poll: PollTerms, totals: PollTotals, now: Date): PollTotals | null {
  const released = !isOpen(poll, now) && totals.answers >= fewestForTotals
  const seen = isStaff(role) ? !poll.anonymous || released : poll.totals && released
  return seen ? totals : null
}
