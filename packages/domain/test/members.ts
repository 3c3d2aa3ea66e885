import type { ChildId, FacilityId, GroupId, MembershipId, PersonId, Role } from '@morgenkreis/protocol'
import type { Membership } from '../src/access/membership.ts'

const id = (kind: number, n: number) => `00000000-000${kind}-7000-8000-${String(n).padStart(12, '0')}`

const facilityId = (n: number) => id(1, n) as FacilityId
const groupId = (n: number) => id(2, n) as GroupId
export const personId = (n: number) => id(3, n) as PersonId
export const membershipId = (n: number) => id(4, n) as MembershipId
export const childId = (n: number) => id(5, n) as ChildId

export const here = facilityId(1)
export const elsewhere = facilityId(2)
export const [sun, wave, hedgehog] = [groupId(1), groupId(2), groupId(3)] as const
export const allGroups = [sun, wave, hedgehog]

/** The nth person's hat in `here`, as a member without anything but the role. */
export function member(n: number, role: Role, rest: Partial<Membership> = {}): Membership {
  const bare = { groups: [], writes: false, rights: [], children: [] }
  return { id: membershipId(n), person: personId(n), facility: here, role, ...bare, ...rest }
}
