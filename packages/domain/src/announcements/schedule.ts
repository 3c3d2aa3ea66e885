import type { Held, Module, RefusalCode } from '@morgenkreis/protocol'
import { may } from '../access/may.ts'
import type { Membership } from '../access/membership.ts'
import type { FacilityPlace } from '../access/place.ts'
import { isMuted } from '../moderation/silence.ts'

const furthestMs = 90 * 24 * 60 * 60 * 1000

/** When it is to be published: later than now, at most ninety days ahead. */
export function dueAt(publishAt: string, now: Date): Date | RefusalCode {
  const due = new Date(publishAt)
  const ahead = due.getTime() - now.getTime()
  return ahead > 0 && ahead <= furthestMs ? due : 'schedule-range'
}

/**
 * Why what waited is not published now that its time came: its author is no longer here, may not write there any more, or is
 * muted, or the facility switched announcements off. Null: it goes out, also to who was added since, for the acknowledgement
 * counted when it was scheduled (decision 1).
 */
export function holding(
  author: Membership | undefined,
  where: FacilityPlace,
  { modules, now }: { modules: readonly Module[]; now: Date },
): Held | null {
  if (author === undefined || !may(author, 'announcement.publish', where)) return 'no-right'
  if (isMuted(author, now)) return 'muted'
  return modules.includes('announcements') ? null : 'module-off'
}
