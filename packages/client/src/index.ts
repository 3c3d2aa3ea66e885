export { type AskedState, applyToAsked, askedIn, emptyAsked, mergeAsked } from './asked.ts'
export { type Children, applyToChildren, emptyChildren, mergeChildren } from './children.ts'
export { type Connection, type ConnectionOptions, type ConnectionState, connect } from './connection.ts'
export {
  type CursorStore,
  type FollowOptions,
  type Following,
  type Listening,
  type Telling,
  followRooms,
} from './cursors.ts'
export { type Door, type HttpDoorOptions, Unreachable, httpDoor } from './door.ts'
export { type Members, applyToMembers, emptyMembers, mergeMembers } from './members.ts'
export { idbOutboxStore } from './idb-outbox.ts'
export { memoryOutboxStore } from './memory-outbox.ts'
export { type Outbox, type OutboxOptions, openOutbox } from './outbox.ts'
export type { OutboxEntry, OutboxReply, OutboxStore, Sendable } from './outbox-entry.ts'
export { type Post, type PostItem, applyToPost, emptyPost, mergePost } from './post.ts'
export { newRequest } from './request-id.ts'
export { type Talk, type TalkItem, applyToTalk, cutTalk, emptyTalk, mergeTalk, takeIn } from './talk.ts'
export { type Threads, applyToThreads, emptyThreads, mergeThreads, unreadIn } from './threads.ts'
export { type Thread, type ThreadItem, applyToThread, emptyThread, mergeThread } from './thread.ts'
export { type Unopened, type UnopenedReader, applyToUnopened, emptyUnopened, mergeUnopened, reads } from './unopened.ts'
export { type PollItem, type Polls, applyToPolls, emptyPolls, mergePolls } from './polls.ts'
