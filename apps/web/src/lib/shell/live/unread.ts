import {
  applyToThreads,
  emptyThreads,
  followRooms,
  mergeThreads,
  unreadIn,
  type Connection,
  type Following,
  type Threads,
} from '@morgenkreis/client'
import type { FacilityId, MembershipId } from '@morgenkreis/protocol'
import { showBadge } from './badge.ts'

/** The hat whose chats and conversations are counted; what was said under any of the own ones is not new. */
export interface Reader {
  readonly as: MembershipId
  readonly facility: FacilityId
  readonly own: readonly MembershipId[]
}

/** Several things that only a fresh read says often come together. */
const settleMs = 300

/** Says how much is unread, at first and whenever that changes, by what the list of everything says; answers how to stop. */
export function countUnread(
  connection: Connection,
  { as, facility, own }: Reader,
  onCount: (unread: number) => void,
): () => void {
  let threads = emptyThreads(own)
  let following: Following | undefined
  let settling: ReturnType<typeof setTimeout> | undefined

  function take(next: Threads) {
    threads = next
    onCount(unreadIn(threads))
    showBadge(unreadIn(threads))
    if (!threads.stale) return
    clearTimeout(settling)
    settling = setTimeout(follow, settleMs)
  }

  async function afresh() {
    const reply = await connection.call('thread.list', { as, input: { facility } })
    // Refused, there is nothing to count.
    take(reply.ok ? mergeThreads(threads, reply.data) : emptyThreads(own))
  }

  function follow() {
    following?.stop()
    following = followRooms({ telling: connection, told: (event) => take(applyToThreads(threads, event)), afresh })
    if (connection.state === 'live' || connection.state === 'polling') void following.catchUp()
  }

  follow()
  return () => {
    clearTimeout(settling)
    following?.stop()
  }
}
