import { isOpen } from '@morgenkreis/domain'
import type { OwnVote, Poll } from '@morgenkreis/protocol'

/** How a poll stands for its reader: to be answered, answered, running without a part in it, or over. */
export type PollStatus = 'toDo' | 'done' | 'open' | 'closed'

export const isRunning = ({ closesAt, closedAt }: Pick<Poll, 'closesAt' | 'closedAt'>, now: string) =>
  isOpen({ closesAt: new Date(closesAt), closedAt: closedAt === null ? null : new Date(closedAt) }, new Date(now))

export function statusOf(poll: Poll, own: readonly OwnVote[], now: string): PollStatus {
  if (!isRunning(poll, now)) return 'closed'
  // `every` on an empty list is true: who has nothing to answer has answered nothing.
  if (own.length === 0) return 'open'
  return own.every(({ voted }) => voted) ? 'done' : 'toDo'
}
