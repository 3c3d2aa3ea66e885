import type { ChildId, FacilityId, GroupId, MembershipId } from '@morgenkreis/protocol'

/** Where in a facility something happens: the whole of it, or the groups named; whose it is and which children it concerns. */
export interface FacilityPlace {
  readonly facility: FacilityId
  readonly groups: 'all' | readonly GroupId[]
  readonly author?: MembershipId
  readonly children?: readonly ChildId[]
}
