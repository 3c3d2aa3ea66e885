import { acknowledge, type Acknowledged } from '@morgenkreis/domain'
import type { MembershipId, NoticeId, PreviewId } from '@morgenkreis/protocol'
import { timelessId } from '../shell/clock.ts'
import { noticeIn } from '../shell/previews.ts'

/** What was written in a beginning was acknowledged by whoever wrote it there. */
export function acknowledged<T extends { author: MembershipId }>(
  draft: T,
  notice: NoticeId,
  audience: { families: number; staff: number; version: number },
  at: Date,
): Acknowledged<T> {
  const shown = { by: draft.author, destination: 'beginning', audience }
  const given = { ...shown, preview: timelessId() as PreviewId, notice: noticeIn(notice, 'de'), at }
  const passed = acknowledge(draft, { ...shown, notice }, given, at)
  if (typeof passed === 'string') throw new Error(passed)
  return passed
}
