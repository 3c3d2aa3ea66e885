import type { MembershipId, Right } from '@morgenkreis/protocol'
import { apfelhof } from '@morgenkreis/world'
import { anna, orFail } from './cast.ts'
import type { House } from './house.ts'

/** A membership of the Kita Apfelhof as its page shows it to the head. */
export async function shownToHead(house: House, membership: MembershipId) {
  const { members } = orFail(await house.call('membership.list', anna, { facility: apfelhof }))
  return members.find(({ id }) => id === membership)
}

/** The head opens the page of a member, ticks these rights and saves. */
export async function grant(house: House, membership: MembershipId, rights: Right[]) {
  const v = (await shownToHead(house, membership))?.v ?? 1
  return orFail(await house.call('membership.grant', anna, { membership, v, rights }))
}
