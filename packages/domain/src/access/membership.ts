import type {
  ChildId,
  FacilityId,
  GroupId,
  Groups,
  MembershipId,
  Partner,
  PersonId,
  Right,
  Role,
} from '@morgenkreis/protocol'

/** One hat of a person in one facility: the row that counts when rights are asked (K-65). */
export interface Membership {
  readonly id: MembershipId
  readonly person: PersonId
  readonly facility: FacilityId
  readonly role: Role
  /** For guardians: the groups of their children. */
  readonly groups: Groups | readonly GroupId[]
  readonly writes: boolean
  readonly rights: readonly Right[]
  readonly children: readonly ChildId[]
  /** Since when it is linked to children who were here before, in milliseconds. */
  readonly linkedAt?: ReadonlyMap<ChildId, number>
  /** Until then it reads, and writes to staff alone. */
  readonly mutedUntil?: Date
}

/** Staff are educators and admins. */
export const isStaff = (role: Role) => role === 'admin' || role === 'educator'

/** Staff answers families as a role that shares the answers, never in private: the head, or the team of the group. */
export const answersAs = (role: Role): Partner => (role === 'admin' ? 'head' : 'team')
