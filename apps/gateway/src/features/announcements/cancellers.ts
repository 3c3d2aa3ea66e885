import { may, type FacilityPlace } from '@morgenkreis/domain'
import type { MembershipId } from '@morgenkreis/protocol'
import type { Roster } from '../../shell/roster/roster.ts'

/** Who sees what waits at a place: its author, and whoever may cancel it. */
export const cancellers = (roster: Roster, where: FacilityPlace): MembershipId[] =>
  [...roster.members.values()].flatMap((one) => (may(one, 'announcement.cancel', where) ? [one.id] : []))
