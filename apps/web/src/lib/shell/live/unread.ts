import {
  applyToThreads,
  applyToUnopened,
  emptyThreads,
  emptyUnopened,
  followRooms,
  mergeThreads,
  mergeUnopened,
  unreadIn,
  type Connection,
  type Following,
  type Threads,
  type Unopened,
  type UnopenedReader,
} from '@morgenkreis/client'
import type { EventName, MembershipId, RefusalCode } from '@morgenkreis/protocol'
import { tellRead } from '#lib/shell/push/read.ts'
import { showBadge } from './badge.ts'

/** The hat whose chats, conversations and announcements are counted; what was said under any of the own ones is not new. */
export interface Reader extends UnopenedReader {
  readonly as: MembershipId
}

/** What is off, or not for this hat, counts for nothing; after any other refusal it is asked again. */
const uncounted: ReadonlySet<RefusalCode> = new Set(['module-off', 'forbidden', 'not-found', 'no-membership'])

/** With these something has nothing more to say that was never counted as unread. */
const ending: ReadonlySet<EventName> = new Set([
  ...(['poll.voted', 'poll.closed', 'poll.removed', 'announcement.confirmed'] as const),
  ...(['announcement.removed', 'comment.removed', 'message.removed'] as const),
])

/** Several things that only a fresh read says often come together. */
const settleMs = 300

/** Says how much is unread, at first and whenever that changes, by what the list of everything says; answers how to stop. */
export function countUnread(connection: Connection, reader: Reader, onCount: (unread: number) => void): () => void {
  const { as, hat, own } = reader
  let threads = emptyThreads(own)
  let unopened = emptyUnopened(reader)
  let following: Following | undefined
  let settling: ReturnType<typeof setTimeout> | undefined
  let unread: number | undefined
  const looked = () => {
    // Meanwhile something may have rung, which counts otherwise.
    if (unread !== undefined) showBadge(unread)
    if (document.visibilityState === 'visible') tellRead()
  }
  document.addEventListener('visibilitychange', looked)

  function take(talk: Threads, post: Unopened) {
    threads = talk
    unopened = post
    const now = unreadIn(threads) + unopened.ids.size
    onCount(now)
    showBadge(now)
    if (unread === undefined || now < unread) tellRead()
    unread = now
    if (!threads.stale && !unopened.stale) return
    clearTimeout(settling)
    settling = setTimeout(follow, settleMs)
  }

  async function afresh() {
    const call = { as, input: { facility: hat.facility } }
    const [talk, post] = await Promise.all([
      connection.call('thread.list', call),
      connection.call('announcement.unopened', call),
    ])
    const passing = [talk, post].some((reply) => !reply.ok && !uncounted.has(reply.error.code))
    if (passing) throw new Error('the count of what is unread was not answered')
    take(
      talk.ok ? mergeThreads(threads, talk.data) : emptyThreads(own),
      post.ok ? mergeUnopened(unopened, post.data) : emptyUnopened(reader),
    )
  }

  function follow() {
    following?.stop()
    following = followRooms({
      telling: connection,
      told(event) {
        take(applyToThreads(threads, event), applyToUnopened(unopened, event))
        if (ending.has(event.name)) tellRead()
      },
      afresh,
    })
    if (connection.state === 'live' || connection.state === 'polling') void following.catchUp()
  }

  follow()
  return () => {
    document.removeEventListener('visibilitychange', looked)
    clearTimeout(settling)
    following?.stop()
  }
}
