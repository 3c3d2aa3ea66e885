import type { OperationsAt } from '@morgenkreis/protocol'
import { either, facility, never, own, shares, writes, type Reach } from './reach.ts'

/** The columns of the facility table, in this order. */
export const columns = ['admin', 'educator', 'council', 'guardian'] as const

type FacilityTable = Record<
  OperationsAt<'facility'>,
  readonly [admin: Reach, educator: Reach, council: Reach, guardian: Reach]
>
type PublicTable = Record<OperationsAt<'public'>, readonly ['anyone']>
type SelfTable = Record<OperationsAt<'self'>, readonly ['signed-in']>

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
  'child.leave':          [ facility,    never,               never,       never    ],
  'audience.preview':     [ facility,    facility,            facility,    facility ],
  'announcement.publish': [ facility,    writes,              writes,      never    ],
  'announcement.list':    [ facility,    facility,            facility,    facility ],
  'announcement.read':    [ facility,    shares,              facility,    shares   ],
  'announcement.remove':  [ facility,    either(own, writes), own,         never    ],
  'comment.publish':      [ facility,    writes,              never,       shares   ],
  'comment.list':         [ facility,    shares,              never,       shares   ],
  'comment.remove':       [ facility,    either(own, writes), never,       own      ],
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
  'push.key':         [ 'signed-in' ],
  'push.subscribe':   [ 'signed-in' ],
  'push.unsubscribe': [ 'signed-in' ],
  'push.list':        [ 'signed-in' ],
  'push.prefer':      [ 'signed-in' ],
  'push.test':        [ 'signed-in' ],
  'push.open':        [ 'signed-in' ],
} as const satisfies SelfTable
