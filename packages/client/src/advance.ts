import type { Cursor, EventName, ToldEvent, ToldSlice } from '@morgenkreis/protocol'

export interface Advance {
  /** What comes next after the cursor, in order and without a gap. */
  events: ToldEvent[]
  /**
   * What is left over. `gap`: something lies between the cursor and the events. `more`: the room is further than the slice,
   * which may even be empty: that is how a slow reader is told to ask. `other-log`: the slice is of another epoch.
   */
  rest: 'none' | 'more' | 'gap' | 'other-log'
}

/** How far a slice leads on from a cursor. What the cursor has passed already is left out. */
export function advance(cursor: Cursor, slice: ToldSlice): Advance {
  if (slice.logEpoch !== cursor.logEpoch) return { events: [], rest: 'other-log' }
  const ahead = slice.events.filter(({ seq }) => seq > cursor.seq).sort((a, b) => a.seq - b.seq)
  const gapAt = ahead.findIndex(({ seq }, index) => seq !== cursor.seq + 1 + index)
  if (gapAt !== -1) return { events: ahead.slice(0, gapAt), rest: 'gap' }
  return { events: ahead, rest: cursor.seq + ahead.length < slice.head ? 'more' : 'none' }
}

// Here the compiler asks for every new event. Reducers pass over what is not theirs.
const known = {
  'announcement.published': true,
  'announcement.removed': true,
  'comment.published': true,
  'comment.removed': true,
  'membership.removed': true,
  'membership.granted': true,
  'module.switched': true,
  'facility.described': true,
  'group.described': true,
  'child.joined': true,
  'child.changed': true,
  'child.left': true,
  'chat.switched': true,
  'message.sent': true,
  'message.edited': true,
  'message.removed': true,
  'message.restored': true,
  'thread.marked': true,
  'thread.acknowledged': true,
  'conversation.passed': true,
  'poll.published': true,
  'poll.voted': true,
  'poll.closed': true,
  'poll.removed': true,
  'announcement.scheduled': true,
  'announcement.cancelled': true,
  'announcement.confirmed': true,
  'announcement.reminded': true,
  'announcement.restored': true,
  'comment.restored': true,
  'poll.restored': true,
  'retention.changed': true,
  'quiet-hours.changed': true,
  'hold.changed': true,
  'report.changed': true,
  'report.missed': true,
  'report.filed': true,
  'report.settled': true,
  'announcement.revealed': true,
  'comment.revealed': true,
  'message.revealed': true,
  'poll.revealed': true,
  'member.muted': true,
  'thread.locked': true,
  'announcement.opened': true,
  'closing.changed': true,
} satisfies Record<EventName, true>

/** A newer gateway may tell events that this version of the program has never heard of. */
export const isKnown = ({ name }: ToldEvent) => Object.hasOwn(known, name)
