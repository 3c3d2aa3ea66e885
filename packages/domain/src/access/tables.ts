import type { OperationsAt } from '@morgenkreis/protocol'
import {
  answers,
  both,
  child,
  covers,
  either,
  facility,
  has,
  never,
  own,
  party,
  shares,
  within,
  writes,
  moderated,
  type Reach,
} from './reach.ts'

const health = 'health'

/** The columns of the facility table, in this order. */
export const columns = ['admin', 'educator', 'council', 'guardian'] as const

type FacilityTable = Record<
  OperationsAt<'facility'>,
  readonly [admin: Reach, educator: Reach, council: Reach, guardian: Reach]
>
type PublicTable = Record<OperationsAt<'public'>, readonly ['anyone']>
type SelfTable = Record<OperationsAt<'self'>, readonly ['signed-in']>

// Where people talk. A facility's admin is in every group chat; a family's conversation is heard by the role that answers it.
const group = within('group')
const council = within('council')
const chats = both(group, shares)
const team = both(answers('team'), shares)
const head = answers('head')
// K-74: a right of its own, which no role brings along.
const moderates = both(has('moderate'), both(moderated, shares))
/** Who removes what was reported gives it back, too. */
const restores = either(own, moderates)

/** Who may: one row for each operation at a facility. An operation without a row does not compile. */
// prettier-ignore
export const atFacility = {
  //                        admin        educator             council      guardian
  'facility.read':        [ facility,    facility,            facility,    facility ],
  'membership.list':      [ facility,    never,               never,       never    ],
  'membership.remove':    [ facility,    never,               never,       never    ],
  'membership.grant':     [ facility,    never,               never,       never    ],
  'module.switch':        [ facility,    never,               never,       never    ],
  'child.list':           [ facility,    never,               never,       never    ],
  'child.join':           [ facility,    never,               never,       never    ],
  'child.change':         [ facility,    never,               never,       never    ],
  'child.leave':          [ facility,    never,               never,       never    ],
  'audience.preview':     [ facility,    facility,            facility,    facility ],
  'announcement.publish': [ facility,    writes,              writes,      never    ],
  'announcement.list':    [ facility,    facility,            facility,    facility ],
  'announcement.read':    [ facility,    shares,              facility,    shares   ],
  'announcement.remove':  [ facility,    either(own, writes), own,         never    ],
  'comment.publish':      [ facility,    writes,              never,       shares   ],
  'comment.list':         [ facility,    shares,              never,       shares   ],
  'comment.see':          [ facility,    shares,              never,       shares   ],
  'comment.remove':       [ facility,    either(own, writes), never,       own      ],
  'chat.switch':          [ facility,    never,               never,       never    ],
  'thread.list':          [ facility,    facility,            facility,    facility ],
  'thread.read':          [ either(group, head), either(chats, team),               council, either(chats, party) ],
  'thread.mark':          [ either(group, head), either(chats, team),               council, either(chats, party) ],
  'thread.acknowledge':   [ group,               both(group, writes),               council, chats                ],
  'message.list':         [ either(group, head), either(chats, team),               council, either(chats, party) ],
  'message.send':         [ either(group, head), both(either(group, team), writes), council, either(chats, party) ],
  'message.edit':         [ own,                 own,                               own,     own                  ],
  'message.remove':       [ either(group, own),  either(own, both(group, writes)),  own,     own                  ],
  'message.restore':      [ either(group, own),  either(restores, both(group, writes)), own, own                  ],
  'household.list':       [ facility,            facility,                          never,   never                ],
  'conversation.start':   [ facility,            writes,                            never,   child                ],
  'thread.type':          [ either(group, head), both(either(group, team), writes), never,   never                ],
  'conversation.pass':    [ head,                both(team, writes),                never,   never                ],
  'poll.publish':         [ facility,    writes,              never,       never    ],
  'poll.list':            [ facility,    facility,            facility,    facility ],
  'poll.read':            [ facility,    shares,              facility,    shares   ],
  'poll.vote':            [ never,       never,               never,       shares   ],
  'poll.close':           [ facility,    either(own, writes), never,       never    ],
  'poll.remove':          [ facility,    either(own, writes), never,       never    ],
  'schedule.list':        [ facility,    facility,            facility,    never    ],
  'announcement.cancel':  [ facility,    either(own, writes), own,         never    ],
  'announcement.confirm': [ never,       never,               never,       shares   ],
  'confirmation.list':    [ never,       never,               never,       facility ],
  'announcement.progress': [ facility,   shares,              never,       never    ],
  'announcement.remind':  [ facility,    writes,              never,       never    ],
  'announcement.restore': [ facility,    either(restores, writes), own,    never    ],
  'comment.restore':      [ facility,    either(restores, writes), never,  own      ],
  'poll.restore':         [ facility,    either(restores, writes), never,  never    ],
  'trash.list':           [ facility,    facility,            facility,    facility ],
  'retention.read':       [ facility,    never,               never,       never    ],
  'retention.set':        [ facility,    never,               never,       never    ],
  'retention.preview':    [ facility,    never,               never,       never    ],
  'quiet-hours.read':     [ facility,    facility,            facility,    facility ],
  'quiet-hours.set':      [ facility,    never,               never,       never    ],
  'hold.place':           [ facility,    never,               never,       never    ],
  'hold.list':            [ facility,    never,               never,       never    ],
  'hold.lift':            [ facility,    never,               never,       never    ],
  'audit.list':           [ facility,    never,               never,       never    ],
  'sick-note.report':     [ has(health), both(has(health), covers), never, child    ],
  'sick-note.list':       [ has(health), both(has(health), shares), never, child    ],
  'sick-note.change':     [ has(health), both(has(health), covers), never, child    ],
  'sick-note.recover':    [ has(health), both(has(health), covers), never, child    ],
  'sick-note.see':        [ has(health), both(has(health), covers), never, never    ],
  'sick-note.remove':     [ has(health), both(has(health), covers), never, child    ],
  'absence.report':       [ facility,    covers,              never,       child    ],
  'absence.list':         [ facility,    shares,              never,       child    ],
  'absence.change':       [ either(own, has(health)), either(own, both(has(health), covers)), never, child ],
  'absence.see':          [ has(health), both(has(health), covers), never, never    ],
  'absence.remove':       [ either(own, has(health)), either(own, both(has(health), covers)), never, child ],
  'presence.list':        [ facility,    shares,              never,       never    ],
  'report.waiting':       [ facility,    never,               never,       never    ],
  'report.file':          [ moderated,   moderated,           moderated,   moderated ],
  'report.list':          [ moderates,   moderates,           never,       never    ],
  'report.settle':        [ moderates,   moderates,           never,       never    ],
  'member.mute':          [ moderates,   moderates,           never,       never    ],
  'member.unmute':        [ moderates,   moderates,           never,       never    ],
  'thread.lock':          [ moderates,   moderates,           never,       never    ],
  'thread.unlock':        [ moderates,   moderates,           never,       never    ],
  'group.describe':       [ facility,    never,               never,       never    ],
  'facility.describe':    [ facility,    never,               never,       never    ],
  'announcement.open':    [ facility,    shares,              facility,    shares   ],
  'announcement.unopened': [ facility,   facility,            facility,    facility ],
  'announcement.reach':   [ facility,    shares,              never,       never    ],
  'closing.list':         [ facility,    facility,            facility,    facility ],
  'closing.add':          [ facility,    never,               never,       never    ],
  'closing.change':       [ facility,    never,               never,       never    ],
  'closing.remove':       [ facility,    never,               never,       never    ],
} as const satisfies FacilityTable

/** What anyone may ask, signed in or not. */
// prettier-ignore
export const atPublic = {
  'session.open': [ 'anyone' ],
} as const satisfies PublicTable

/** What a signed-in person asks about itself. */
// prettier-ignore
export const atSelf = {
  'session.close': [ 'signed-in' ],
  'session.read':  [ 'signed-in' ],
  'room.list':     [ 'signed-in' ],
  'room.sync':     [ 'signed-in' ],
  'account.read-own': [ 'signed-in' ],
  'account.delete':   [ 'signed-in' ],
  'report.kept':      [ 'signed-in' ],
  'push.key':         [ 'signed-in' ],
  'push.subscribe':   [ 'signed-in' ],
  'push.unsubscribe': [ 'signed-in' ],
  'push.list':        [ 'signed-in' ],
  'push.prefer':      [ 'signed-in' ],
  'push.test':        [ 'signed-in' ],
  'push.open':        [ 'signed-in' ],
  'push.arrived':     [ 'signed-in' ],
} as const satisfies SelfTable
