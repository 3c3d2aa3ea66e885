import type { ChildId, MembershipId } from '@morgenkreis/protocol'

/** A guardian's link to a child, with the household where the head marked the guardians as separate. */
export interface Household {
  readonly membership: MembershipId
  readonly child: ChildId
  readonly household: string | null
}

/**
 * Who is told at once what a guardian did for these children: those who have all of them together with that guardian. In another
 * household it is found later, without a trace of when it was done (decision 12, N9).
 */
export function toldTogether(
  actor: MembershipId,
  children: readonly ChildId[],
  links: readonly Household[],
): MembershipId[] {
  const householdOf = (who: MembershipId, child: ChildId) =>
    links.find((link) => link.membership === who && link.child === child)?.household
  const together = (who: MembershipId) =>
    children.every((child) => {
      const [mine, theirs] = [householdOf(actor, child), householdOf(who, child)]
      return theirs !== undefined && (!mine || !theirs || mine === theirs)
    })
  return [...new Set([actor, ...links.map(({ membership }) => membership).filter(together)])]
}
