import type { Audience, MembershipId, Notice, NoticeId, PreviewId, RefusalCode } from '@morgenkreis/protocol'
import { noticeVersion } from './notice.ts'

/** What the author acknowledged, as the server recognised it: its own preview, not what the caller says about it. */
export interface Given {
  readonly preview: PreviewId
  readonly by: MembershipId
  /** What was about to be published where, in canonical form. */
  readonly destination: string
  readonly notice: Notice
  readonly audience: Audience
  readonly at: Date
}

/** The proof that is stored with everything public (D-05). */
export interface Proof {
  readonly preview: PreviewId
  readonly notice: NoticeId
  readonly version: number
  readonly hash: string
  readonly language: string
  readonly families: number
  readonly staff: number
  readonly audience: number
}

declare const throughTheGate: unique symbol
/** Public content that its author acknowledged. Only this module makes it; only it can be stored or told. */
export type Acknowledged<T> = T & { readonly proof: Proof; readonly [throughTheGate]: true }

export interface Wanted {
  readonly by: MembershipId
  readonly destination: string
  readonly notice: NoticeId
  readonly audience: Audience
}

const validForMs = 24 * 60 * 60 * 1000
/** The clocks of two gateways may differ by so much. */
const skewMs = 60 * 1000

/**
 * The consent gate (requirements, decision 1): lets a draft pass whose author acknowledged the current sentence for this
 * destination and audience within the last 24 hours. `given` is `null` where nothing was acknowledged, `'unknown'` where the
 * preview is not one of ours.
 */
export function acknowledge<T extends object>(
  draft: T,
  wanted: Wanted,
  given: Given | 'unknown' | null,
  now: Date,
): Acknowledged<T> | RefusalCode {
  if (given === null) return 'acknowledgement-missing'
  if (given === 'unknown' || given.by !== wanted.by || given.destination !== wanted.destination)
    return 'acknowledgement-stale'
  if (given.notice.id !== wanted.notice || given.notice.version !== noticeVersion(wanted.notice))
    return 'acknowledgement-stale'
  const age = now.getTime() - given.at.getTime()
  if (age < -skewMs || age > validForMs) return 'acknowledgement-stale'
  if (wanted.audience.version > given.audience.version) return 'audience-changed'
  const { preview, notice, audience } = given
  const proof: Proof = {
    preview,
    notice: notice.id,
    version: notice.version,
    hash: notice.hash,
    language: notice.language,
    families: audience.families,
    staff: audience.staff,
    audience: audience.version,
  }
  return { ...draft, proof } as Acknowledged<T>
}
