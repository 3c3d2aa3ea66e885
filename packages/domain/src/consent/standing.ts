import type { Audience, ChatAcknowledgementId, MembershipId, RefusalCode, ThreadId } from '@morgenkreis/protocol'
import { noticeVersion } from './notice.ts'
import type { Acknowledged, Proof } from './gate.ts'

/** What somebody acknowledged for a whole thread, as it is stored. */
export interface Standing {
  readonly id: ChatAcknowledgementId
  readonly by: MembershipId
  readonly thread: ThreadId
  readonly proof: Proof
}

/** Messages name the acknowledgement under which they were said. */
export type UnderStanding<T> = Acknowledged<T & { readonly under: ChatAcknowledgementId }>

/** Does an acknowledgement still hold: the current sentence, and nobody added since (decision 1)? */
export function holds({ proof }: Standing, { version }: Audience): RefusalCode | null {
  if (proof.notice !== 'chat' || proof.version !== noticeVersion('chat')) return 'acknowledgement-stale'
  return version > proof.audience ? 'audience-changed' : null
}

/** The gate of chats: lets a message pass under the standing acknowledgement of its author for its thread (D-05). */
export function acknowledgeUnder<T extends object>(
  draft: T,
  { by, thread, audience }: { by: MembershipId; thread: ThreadId; audience: Audience },
  standing: Standing | null,
): UnderStanding<T> | RefusalCode {
  if (standing === null) return 'acknowledgement-missing'
  if (standing.by !== by || standing.thread !== thread) return 'acknowledgement-stale'
  return holds(standing, audience) ?? ({ ...draft, under: standing.id, proof: standing.proof } as UnderStanding<T>)
}
