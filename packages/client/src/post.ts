import type { Announcement, FacilityId, GoneAnnouncement, OutputOf, ToldEvent } from '@morgenkreis/protocol'
import { type Shelf, emptyShelf, put, vanish } from './shelf.ts'

export type PostItem = Announcement | GoneAnnouncement

/** The announcements that were read so far, of all facilities of a person, newest first. */
export interface Post extends Shelf<PostItem> {
  /** Whether a facility has older ones to read; nothing about a facility that was not read yet. */
  readonly more: ReadonlyMap<FacilityId, boolean>
}

export const emptyPost: Post = { ...emptyShelf, more: new Map() }

/** Takes a page of `announcement.list` in, the first one or an older one (`before`). */
export function mergePost(post: Post, facility: FacilityId, page: OutputOf<'announcement.list'>): Post {
  const merged = page.announcements.reduce(keep, post)
  const oldest = page.announcements.at(-1)
  const older = oldest !== undefined && merged.items.some((item) => item.facility === facility && item.id < oldest.id)
  return { ...merged, more: new Map(post.more).set(facility, older ? (post.more.get(facility) ?? true) : page.more) }
}

export function applyToPost(post: Post, told: ToldEvent): Post {
  switch (told.name) {
    case 'announcement.published':
    case 'announcement.removed':
    case 'announcement.restored':
    case 'announcement.revealed':
      return told.data === undefined ? vanish(post, told.ref, told.v) : keep(post, told.data)
    default:
      return post
  }
}

const keep = (post: Post, item: PostItem) => put(post, item, 'newest first')
