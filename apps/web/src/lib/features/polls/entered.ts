import type { pollKinds, pollVoters } from '@morgenkreis/protocol/poll-limits'

/** A poll as its form holds it. */
export interface Entered {
  readonly question: string
  /** Each on a line of its own. */
  readonly options: string
  readonly kind: (typeof pollKinds)[number]
  readonly per: (typeof pollVoters)[number]
  /** A local date and time. */
  readonly closesAt: string
  readonly anonymous: boolean
  readonly totals: boolean
}
