import type { Outcome, RefusalCode } from '@morgenkreis/protocol'
import { may } from '../access/may.ts'
import type { Membership } from '../access/membership.ts'
import type { FacilityPlace } from '../access/place.ts'

/** What became of a reported thing so far. */
export type Judged = 'open' | Outcome

/** Who judges what was written there: whoever moderates there, and never its author, under no hat. */
export const judges = (who: Membership, where: FacilityPlace, author: Membership | undefined): boolean =>
  may(who, 'report.settle', where) && author?.person !== who.person

/** May it still be settled so? What was hidden can be shown again or removed; removed is for the trash to give back. */
export const settles = (now: Judged, outcome: Outcome): RefusalCode | null =>
  now === outcome || now === 'removed' ? 'already-settled' : null
