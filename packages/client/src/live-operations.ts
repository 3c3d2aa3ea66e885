import type { LiveOperationName, OperationName } from '@morgenkreis/protocol'

// Repeated here so that a browser gets the names without the schemas; `satisfies` keeps it equal to the protocol's list.
const live = {
  'session.read': true,
  'room.list': true,
  'room.sync': true,
  'facility.read': true,
  'membership.list': true,
  'child.list': true,
  'audience.preview': true,
  'announcement.publish': true,
  'announcement.list': true,
  'announcement.read': true,
  'announcement.remove': true,
  'comment.publish': true,
  'comment.list': true,
  'comment.remove': true,
  'announcement.restore': true,
  'comment.restore': true,
} satisfies Record<LiveOperationName, true>

/** Whether the socket is a door of this operation, too. */
export const isLive = (name: OperationName): name is LiveOperationName => Object.hasOwn(live, name)
