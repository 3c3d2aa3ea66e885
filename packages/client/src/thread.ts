import type { AnnouncementId, Comment, GoneComment, OutputOf, ToldEvent } from '@morgenkreis/protocol'
import { type Shelf, emptyShelf, put, vanish } from './shelf.ts'

export type ThreadItem = Comment | GoneComment

/** The comments under one announcement, oldest first. */
export interface Thread extends Shelf<ThreadItem> {
  readonly announcement: AnnouncementId
  /** The announcement is gone, and with it what stood below it (D-08). */
  readonly closed: boolean
  /** Nobody writes here for now. */
  readonly locked: boolean
}

export const emptyThread = (announcement: AnnouncementId): Thread => ({
  ...emptyShelf,
  announcement,
  closed: false,
  locked: false,
})

/** Takes `comment.list` in. Start from empty to read afresh. */
export function mergeThread(thread: Thread, read: OutputOf<'comment.list'>): Thread {
  return { ...read.comments.reduce(keep, thread), locked: read.locked }
}

const keep = (thread: Thread, comment: ThreadItem) =>
  thread.closed || comment.announcement !== thread.announcement ? thread : put(thread, comment, 'oldest first')

export function applyToThread(thread: Thread, told: ToldEvent): Thread {
  switch (told.name) {
    case 'comment.published':
    case 'comment.removed':
    case 'comment.revealed':
      return told.data === undefined ? vanish(thread, told.ref, told.v) : keep(thread, told.data)
    case 'announcement.published':
    case 'announcement.removed': {
      const gone = told.name === 'announcement.removed' || told.gone === true
      return gone && told.ref === thread.announcement ? { ...thread, items: [], closed: true } : thread
    }
    case 'thread.locked':
      return told.ref === thread.announcement && told.data ? { ...thread, locked: told.data.locked } : thread
    default:
      return thread
  }
}
