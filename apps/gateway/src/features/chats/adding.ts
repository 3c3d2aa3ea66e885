import { expiresBy, type FacilityPlace, type Periods, type UnderStanding } from '@morgenkreis/domain'
import type { Circle, FacilityId, Groups, MembershipId, MessageId, ThreadId } from '@morgenkreis/protocol'
import { monthRef } from '../../shell/key-ref.ts'
import type { Insert } from '../../shell/plan.ts'
import { toSeal, type Adding } from '../../shell/seal.ts'
import type { ChatStore, MessageDoc } from './store.ts'

/** What its author wrote, on its way into a thread. */
export interface MessageDraft {
  readonly id: MessageId
  readonly facility: FacilityId
  readonly thread: ThreadId
  readonly circle: Circle
  readonly groups: Groups
  readonly author: MembershipId
  readonly text: string
  readonly quotes: MessageId | null
}

/** What is said to staff in a conversation is not public (requirements, words): no gate, and no other circle. */
export type InConversation<T> = T & { readonly circle: 'conversation'; readonly under: null; readonly proof: null }

export const moduleOf = ({ circle }: Pick<FacilityPlace, 'circle'>): 'chat' | 'conversations' =>
  circle === 'conversation' ? 'conversations' : 'chat'

/** Only what passed the gate, or is no public content, can be stored (D-05). */
export function addingMessage(
  passed: UnderStanding<MessageDraft> | InConversation<MessageDraft>,
  { periods, now }: { periods: Periods; now: Date },
  { messages }: ChatStore,
): Insert {
  const { id, facility, thread, circle, groups, author, text, quotes, under, proof } = passed
  const doc: Adding<MessageDoc> = {
    _id: id,
    facility,
    thread,
    circle,
    groups,
    author,
    text: toSeal(monthRef(facility, moduleOf(passed), now), text),
    quotes,
    under,
    proof,
    editedAt: null,
    v: 1,
    at: now,
    expiresAt: expiresBy(periods, moduleOf(passed), now),
    deletedAt: null,
    gone: null,
  }
  return { kind: 'insert', collection: messages.native, facility, doc, unique: {} }
}
