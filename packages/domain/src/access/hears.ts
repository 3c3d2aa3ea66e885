import type { Circle, EventName } from '@morgenkreis/protocol'

/** What a kind of room is told of an event: all of it, nothing, or all of it in threads of one circle and no others. */
export type Telling = 'whole' | 'nothing' | Circle

/** The columns: the kinds of room. */
export const roomKinds = [
  'facility:families',
  'facility:staff',
  'group:families',
  'group:staff',
  'council',
  'member',
] as const
export type RoomKind = (typeof roomKinds)[number]

type HearsTable = Record<EventName, readonly [Telling, Telling, Telling, Telling, Telling, Telling]>

const whole = 'whole'
const nothing = 'nothing'
const group = 'group'
const council = 'council'
const talk = 'conversation'

/** Who hears: the twin of the permission table. An event without a row does not compile. */
// prettier-ignore
export const hears = {
  //                          facility            group              council  member
  //                          families  staff     families  staff
  'announcement.published': [ whole,    whole,    whole,    whole,   whole,   nothing ],
  'announcement.removed':   [ whole,    whole,    whole,    whole,   whole,   nothing ],
  'comment.published':      [ whole,    whole,    whole,    whole,   nothing, nothing ],
  'comment.removed':        [ whole,    whole,    whole,    whole,   nothing, nothing ],
  'membership.removed':     [ nothing,  nothing,  nothing,  nothing, nothing, whole   ],
  'membership.granted':     [ nothing,  nothing,  nothing,  nothing, nothing, whole   ],
  'module.switched':        [ whole,    whole,    nothing,  nothing, whole,   nothing ],
  'child.joined':           [ nothing,  nothing,  nothing,  nothing, nothing, whole   ],
  'child.changed':          [ nothing,  nothing,  nothing,  nothing, nothing, whole   ],
  'child.left':             [ nothing,  nothing,  nothing,  nothing, nothing, whole   ],
  'chat.switched':          [ whole,    whole,    nothing,  nothing, whole,   nothing ],
  'message.sent':           [ nothing,  nothing,  group,    group,   council, talk    ],
  'message.edited':         [ nothing,  nothing,  group,    group,   council, talk    ],
  'message.removed':        [ nothing,  nothing,  group,    group,   council, talk    ],
  'message.restored':       [ nothing,  nothing,  group,    group,   council, talk    ],
  'thread.marked':          [ nothing,  nothing,  nothing,  nothing, nothing, whole   ],
  'thread.acknowledged':    [ nothing,  nothing,  nothing,  nothing, nothing, whole   ],
  'conversation.passed':    [ nothing,  nothing,  nothing,  nothing, nothing, whole   ],
  'poll.published':         [ whole,    whole,    whole,    whole,   whole,   nothing ],
  'poll.voted':             [ nothing,  whole,    nothing,  whole,   nothing, whole   ],
  'poll.closed':            [ whole,    whole,    whole,    whole,   whole,   nothing ],
  'poll.removed':           [ whole,    whole,    whole,    whole,   whole,   nothing ],
  'announcement.scheduled': [ nothing,  nothing,  nothing,  nothing, nothing, whole   ],
  'announcement.cancelled': [ nothing,  nothing,  nothing,  nothing, nothing, whole   ],
  'announcement.confirmed': [ nothing,  nothing,  nothing,  whole,   nothing, whole   ],
  'announcement.reminded':  [ nothing,  nothing,  nothing,  nothing, nothing, whole   ],
  'announcement.restored':  [ whole,    whole,    whole,    whole,   whole,   nothing ],
  'comment.restored':       [ whole,    whole,    whole,    whole,   nothing, nothing ],
  'poll.restored':          [ whole,    whole,    whole,    whole,   whole,   nothing ],
  'retention.changed':      [ nothing,  nothing,  nothing,  nothing, nothing, whole   ],
  'quiet-hours.changed':    [ nothing,  nothing,  nothing,  nothing, nothing, whole   ],
  'hold.changed':           [ nothing,  nothing,  nothing,  nothing, nothing, whole   ],
  'report.changed':         [ nothing,  nothing,  nothing,  nothing, nothing, whole   ],
  'report.missed':          [ nothing,  nothing,  nothing,  nothing, nothing, whole   ],
  'report.filed':           [ nothing,  nothing,  nothing,  nothing, nothing, whole   ],
  'report.settled':         [ nothing,  nothing,  nothing,  nothing, nothing, whole   ],
  'announcement.revealed':  [ whole,    whole,    whole,    whole,   whole,   nothing ],
  'comment.revealed':       [ whole,    whole,    whole,    whole,   nothing, nothing ],
  'message.revealed':       [ nothing,  nothing,  group,    group,   nothing, nothing ],
  'poll.revealed':          [ whole,    whole,    whole,    whole,   whole,   nothing ],
  'member.muted':           [ nothing,  nothing,  nothing,  nothing, nothing, whole   ],
  'thread.locked':          [ whole,    whole,    whole,    whole,   nothing, nothing ],
  'facility.described':     [ whole,    whole,    nothing,  nothing, whole,   nothing ],
  'group.described':        [ nothing,  whole,    nothing,  nothing, nothing, nothing ],
  'announcement.opened':    [ nothing,  nothing,  nothing,  nothing, nothing, whole   ],
  'closing.changed':        [ whole,    whole,    nothing,  nothing, whole,   nothing ],
} as const satisfies HearsTable

/** Does a room of this kind hear this event? */
export const hearsOf = (event: EventName, kind: RoomKind): Telling => hears[event][roomKinds.indexOf(kind)] ?? nothing
