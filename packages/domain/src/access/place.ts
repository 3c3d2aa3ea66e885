import type { ChatMode, ChildId, Circle, FacilityId, GroupId, MembershipId, Partner } from '@morgenkreis/protocol'

/** Where in a facility something happens: the whole of it, or the groups named; whose it is and which children it concerns. */
export interface FacilityPlace {
  readonly facility: FacilityId
  readonly groups: 'all' | readonly GroupId[]
  readonly author?: MembershipId
  readonly children?: readonly ChildId[]
  /** Where people talk: nobody is told or let in by it unless a row names this kind of thread. */
  readonly circle?: Circle
  readonly mode?: ChatMode
  /** In a conversation: the role that answers, and the guardians who take part. */
  readonly partner?: Partner
  readonly parties?: readonly MembershipId[]
}
