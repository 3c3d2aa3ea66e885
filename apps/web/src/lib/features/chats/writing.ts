import { isStaff, speaks, type FacilityPlace } from '@morgenkreis/domain'
import type { Audience, OwnMembership, Thread } from '@morgenkreis/protocol'
import type { TalkWords, Words } from '@morgenkreis/words'
import { mutedUntil } from '#lib/shell/muted.ts'
import { offers, type Acting } from '#lib/shell/offers.ts'
import type { when } from '#lib/shell/when.ts'

/** A thread as the table of rights sees it. Whoever reads a conversation takes part in it. */
export function placeOf(thread: Thread, membership: OwnMembership): Omit<FacilityPlace, 'facility'> {
  const group = thread.subject?.group ?? thread.group
  return {
    groups: group === null ? 'all' : [group],
    circle: thread.circle,
    mode: thread.mode,
    ...(thread.partner && { partner: thread.partner }),
    parties: [membership.id],
  }
}

/** Why there is nothing to write with; undefined where there is. */
export function silenceOf(
  thread: Thread,
  acting: Acting,
  { talk, words, said, now }: { talk: TalkWords; words: Words; said: ReturnType<typeof when>; now: string },
): string | undefined {
  if (thread.mode === 'read-only')
    return thread.circle === 'conversation' ? words.refusals[overOf(thread, acting)] : talk.readOnly
  if (thread.locked) return words.refusals.locked
  const muted = thread.circle === 'conversation' ? undefined : mutedUntil(acting.membership, now)
  if (muted !== undefined) return words.comments.muted({ until: said.within.dayAndClock(muted, now) })
  return offers(acting, 'message.send', placeOf(thread, acting.membership)) ? undefined : talk.noWrite
}

/** Why a conversation goes on no more. Only staff reads who takes part; a guardian who reads it is there. */
const overOf = ({ subject }: Thread, { membership }: Acting) =>
  isStaff(membership.role) && subject?.guardians.length === 0 ? 'family-gone' : 'conversation-over'

/** Whether a message that answers nobody is refused here. */
export const answersOnly = (thread: Thread, { membership }: Acting) =>
  speaks(thread.mode, membership.role, null) === 'answers-only'

/** The words on the button: it names who will read (decision 1). */
export function labelOf(
  thread: Thread,
  audience: Audience | null,
  { membership }: Acting,
  { send }: TalkWords,
): string {
  // Only families are counted, and two members may be of one: the room is named without a number.
  if (thread.circle === 'council') return send.council
  if (audience !== null) return audience.staff > 0 ? send.all(audience) : send.families(audience)
  if (membership.role !== 'guardian') return send.family
  return thread.partner === 'head' ? send.head : send.team
}
