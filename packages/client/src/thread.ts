import type { AnnouncementId, Comment, GoneComment, OutputOf, ToldEvent } from '@morgenkreis/protocol'
import { type Shelf, emptyShelf, put, vanish } from './shelf.ts'

export type ThreadItem = Comment | GoneComment

/** The comments under one announcement, oldest first. */
export interface Thread extends Shelf<ThreadItem> {
  readonly announcement: AnnouncementId
  /** The announcement is gone, and with it what stood below it (D-08). */
  readonly closed: boolean
  /** The announcement is there again: what stands below it is to be read afresh. */
  readonly stale: boolean
  /** The highest version of the announcement that was told. */
  readonly under: number
  /** Nobody writes here for now. */
  readonly locked: boolean
}

export const emptyThread = (announcement: AnnouncementId): Thread => ({
  ...emptyShelf,
  announcement,
  closed: false,
  stale: false,
  under: 0,
  locked: false,
})

/** Takes `comment.list` in. Start from empty to read afresh. */
export function mergeThread(thread: Thread, read: OutputOf<'comment.list'>): Thread {
  return { ...read.comments.reduce(keep, thread), locked: read.locked }
}

const keep = (thread: Thread, comment: ThreadItem) =>
  thread.closed || comment.announcement !== thread.announcement ? thread : put(thread, comment, 'oldest first')

function turned(thread: Thread, told: ToldEvent): Thread {
  const gone = told.name === 'announcement.removed' || told.gone === true
  if (gone) return { ...thread, items: [], closed: true, under: told.v }
  return { ...thread, closed: false, stale: thread.stale || thread.closed, under: told.v }
}

export function applyToThread(thread: Thread, told: ToldEvent): Thread {
  switch (told.name) {
    case 'comment.published':
    case 'comment.removed':
    case 'comment.restored':
    case 'comment.revealed':
      return told.data === undefined ? vanish(thread, told.ref, told.v) : keep(thread, told.data)
    case 'announcement.published':
    case 'announcement.removed':
    case 'announcement.restored':
    case 'announcement.revealed':
      return told.ref === thread.announcement && told.v > thread.under ? turned(thread, told) : thread
    case 'thread.locked':
      return told.ref === thread.announcement && told.data ? { ...thread, locked: told.data.locked } : thread
    default:
      return thread
  }
}
