import type { EventName, Module, PayloadOf, PushCategory, PushThread } from '@morgenkreis/protocol'

/** Which events ring, and as what: the third table beside who may and who hears. An event without a row does not compile. */
// prettier-ignore
export const notifies = {
  'announcement.published': 'announcements',
  'announcement.removed':   null,
  'comment.published':      'comments',
  'comment.removed':        null,
  'membership.removed':     null,
  'membership.granted':     null,
  'module.switched':        null,
  'facility.described':     null,
  'group.described':        null,
  'child.joined':           null,
  'child.changed':          null,
  'child.left':             null,
  'chat.switched':          null,
  'message.sent':           'messages',
  'message.edited':         null,
  'message.removed':        null,
  'message.restored':       null,
  'thread.marked':          null,
  'thread.acknowledged':    null,
  'conversation.passed':    null,
  'poll.published':         'polls',
  'poll.voted':             null,
  'poll.closed':            null,
  'poll.removed':           null,
  'announcement.scheduled': null,
  'announcement.cancelled': null,
  'announcement.confirmed': null,
  'announcement.reminded':  'announcements',
  'announcement.restored':  null,
  'comment.restored':       null,
  'poll.restored':          null,
  'retention.changed':      null,
  'quiet-hours.changed':    null,
  'hold.changed':           null,
  'report.changed':         null,
  'report.missed':          'reports',
  'report.filed':           null,
  'report.settled':         null,
  'announcement.revealed':  null,
  'comment.revealed':       null,
  'message.revealed':       null,
  'poll.revealed':          null,
  'member.muted':           null,
  'thread.locked':          null,
  'announcement.opened':    null,
  'closing.changed':        null,
} as const satisfies Record<EventName, PushCategory | null>

/** What a category stands on: with all of it switched off, nothing of it rings any more (K-02). */
export const modulesOfCategory: Readonly<Record<PushCategory, readonly Module[]>> = {
  announcements: ['announcements'],
  comments: ['comments'],
  messages: ['chat', 'conversations'],
  polls: ['polls'],
  reports: ['sick-notes', 'absences'],
}

/** Events that ring. */
export type Notifying = {
  [Name in EventName]: (typeof notifies)[Name] extends PushCategory ? Name : never
}[EventName]

export const isNotifying = (name: EventName): name is Notifying => notifies[name] !== null

type Reading<Answer> = { readonly [Name in Notifying]: (payload: PayloadOf<Name>) => Answer }

const thread: Reading<PushThread> = {
  'announcement.published': ({ id }) => ({ kind: 'announcement', id }),
  'comment.published': ({ announcement }) => ({ kind: 'announcement', id: announcement }),
  'message.sent': ({ thread: id }) => ({ kind: 'thread', id }),
  'poll.published': ({ id }) => ({ kind: 'poll', id }),
  'announcement.reminded': ({ announcement }) => ({ kind: 'announcement', id: announcement }),
  'report.missed': ({ facility }) => ({ kind: 'today', id: facility }),
}

/** N5: what breaks through quiet hours: what was published with a stated reason. */
const urgent: Reading<boolean> = {
  'announcement.published': ({ priority }) => priority === 'urgent',
  'comment.published': () => false,
  'message.sent': () => false,
  'poll.published': () => false,
  'announcement.reminded': () => false,
  'report.missed': () => false,
}

/** When it is over by itself, ISO 8601; null where it never is. */
const end: Reading<string | null> = {
  'announcement.published': () => null,
  'comment.published': () => null,
  'message.sent': () => null,
  'poll.published': ({ closesAt }) => closesAt,
  'announcement.reminded': () => null,
  'report.missed': () => null,
}

/** Where it can be read. */
export const threadOf = <Name extends Notifying>(name: Name, payload: PayloadOf<Name>): PushThread =>
  thread[name](payload)

export const isUrgent = <Name extends Notifying>(name: Name, payload: PayloadOf<Name>): boolean => urgent[name](payload)

export const endOf = <Name extends Notifying>(name: Name, payload: PayloadOf<Name>): string | null => end[name](payload)
