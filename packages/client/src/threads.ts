import {
  mostUnread,
  type MembershipId,
  type OutputOf,
  type Thread,
  type ThreadId,
  type ToldEvent,
} from '@morgenkreis/protocol'

/** The threads of one membership, the one with the newest message first. */
export interface Threads {
  readonly items: readonly Thread[]
  /** The own hats: what they said is not unread. */
  readonly own: readonly MembershipId[]
  /** Something happened in a thread that is not here, or another one is answered by somebody else: read afresh. */
  readonly stale: boolean
}

export const emptyThreads = (own: readonly MembershipId[]): Threads => ({ items: [], own, stale: false })

/** Takes `thread.list` in. */
export const mergeThreads = ({ own }: Threads, read: OutputOf<'thread.list'>): Threads => ({
  items: read.threads.toSorted(newestFirst),
  own,
  stale: false,
})

/** How much is new in all of them together: what a list marks as new, a counter counts. */
export const unreadIn = ({ items }: Threads): number =>
  items.reduce((sum, { unread, mark }) => sum + (unread > 0 ? unread : mark.unread ? 1 : 0), 0)

export function applyToThreads(threads: Threads, told: ToldEvent): Threads {
  switch (told.name) {
    case 'message.sent':
    case 'message.edited':
    case 'message.removed':
    case 'message.revealed': {
      const { data } = told
      if (data === undefined)
        return threads.items.some((thread) => counts(thread, told.ref)) ? { ...threads, stale: true } : threads
      const held = threads.items.find(({ id }) => id === data.thread)
      // Whether what went was counted as unread, and what comes back is, only a fresh read says.
      if (
        ('gone' in data || told.name === 'message.revealed') &&
        held !== undefined &&
        data.id > (held.mark.upTo ?? '')
      )
        return { ...threads, stale: true }
      // Changed, and newer than what is known here: said before somebody belonged, and perhaps not theirs to read.
      if (told.name !== 'message.sent' && held !== undefined && data.id > (held.last?.id ?? ''))
        return { ...threads, stale: true }
      return within(threads, data.thread, (thread) => {
        if (thread.last !== null && data.id < thread.last.id) return thread
        if (thread.last?.id === data.id) return data.v > thread.last.v ? { ...thread, last: brief(data) } : thread
        const isNew = told.name === 'message.sent' && 'author' in data && !threads.own.includes(data.author.membership)
        const unread = isNew && data.id > (thread.mark.upTo ?? '') ? thread.unread + 1 : thread.unread
        return { ...thread, last: brief(data), unread: Math.min(mostUnread, unread) }
      })
    }
    case 'thread.marked': {
      const mark = told.data
      if (mark === undefined) return threads
      const read = (thread: Thread) => (mark.upTo ?? '') >= (thread.last?.id ?? '')
      const known = threads.items.find(({ id }) => id === mark.thread)
      // How many came after it, only a fresh read says.
      if (known !== undefined && mark.v > known.mark.v && known.unread > 0 && !read(known))
        return { ...threads, stale: true }
      return within(threads, mark.thread, (thread) =>
        mark.v <= thread.mark.v ? thread : { ...thread, mark, unread: read(thread) ? 0 : thread.unread },
      )
    }
    case 'thread.locked':
      return threads.items.some(({ id }) => id === told.ref) ? { ...threads, stale: true } : threads
    case 'message.restored':
    case 'conversation.passed':
    case 'child.changed':
    case 'child.left':
    case 'chat.switched':
    case 'module.switched':
      return { ...threads, stale: true }
    default:
      return threads
  }
}

/** Of what nothing is left it is not said where it stood: is it the newest here, or counted as unread? */
const counts = ({ last, mark, unread }: Thread, message: string) =>
  last !== null && (message === last.id || (unread > 0 && message < last.id && message > (mark.upTo ?? '')))

function within(threads: Threads, id: ThreadId, change: (thread: Thread) => Thread): Threads {
  const thread = threads.items.find((one) => one.id === id)
  // A conversation that somebody has just begun, or one of another hat: only a fresh read says which.
  if (thread === undefined) return { ...threads, stale: true }
  const changed = change(thread)
  if (changed === thread) return threads
  return { ...threads, items: threads.items.map((one) => (one === thread ? changed : one)).sort(newestFirst) }
}

/** A list shows what was said, not what it answered. */
const brief = (last: NonNullable<Thread['last']>): NonNullable<Thread['last']> =>
  'gone' in last || last.quotation === null
    ? last
    : { ...last, quotation: { message: last.quotation.message, author: null, excerpt: null } }

// Those in which nothing was said yet come last, in an order of their own that stays.
const newestFirst = (one: Thread, other: Thread) => (orderOf(one) < orderOf(other) ? 1 : -1)
const orderOf = ({ last, id }: Thread) => `${last?.id ?? ''} ${id}`
