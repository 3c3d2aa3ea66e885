import type { Destination, EventName, Groups, Module, NoticeId, OperationsAt } from '@morgenkreis/protocol'
import { noticeOfComment } from './notice.ts'

/** What passes the gate: by which operation, told as which event, in which module, under which sentence. */
export interface Publication {
  readonly operation: OperationsAt<'facility'>
  readonly event: EventName
  readonly module: Module
  readonly noticeOf: (groups: Groups | readonly string[]) => NoticeId
}

/** Every kind of public content has a row: what is previewed and what is published go by the same one (D-05, N3). */
export const publications: Readonly<Record<Destination['kind'], Publication>> = {
  announcement: {
    operation: 'announcement.publish',
    event: 'announcement.published',
    module: 'announcements',
    noticeOf: () => 'announcement',
  },
  comment: {
    operation: 'comment.publish',
    event: 'comment.published',
    module: 'comments',
    noticeOf: noticeOfComment,
  },
  chat: {
    operation: 'thread.acknowledge',
    event: 'message.sent',
    module: 'chat',
    noticeOf: () => 'chat',
  },
  poll: {
    operation: 'poll.publish',
    event: 'poll.published',
    module: 'polls',
    noticeOf: () => 'announcement',
  },
}
