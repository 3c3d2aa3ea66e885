import type { Groups, PollKind, PollVoter, RefusalCode } from '@morgenkreis/protocol'

/** By which rules a poll is answered and counted. */
export interface PollTerms {
  readonly groups: Groups
  readonly kind: PollKind
  readonly per: PollVoter
  readonly anonymous: boolean
  readonly totals: boolean
  readonly closesAt: Date
  readonly closedAt: Date | null
}

/** Takes votes: before the deadline, and not closed by hand. At the deadline itself it is over. */
export const isOpen = ({ closesAt, closedAt }: Pick<PollTerms, 'closesAt' | 'closedAt'>, now: Date) =>
  closedAt === null && now < closesAt

const dayMs = 24 * 60 * 60 * 1000
const longestDays = 180

/** A deadline lies ahead, by half a year at most. */
export function deadlineAt(closesAt: string, now: Date): Date | RefusalCode {
  const deadline = new Date(closesAt)
  const ahead = deadline.getTime() - now.getTime()
  return ahead > 0 && ahead <= longestDays * dayMs ? deadline : 'deadline-out-of-range'
}
