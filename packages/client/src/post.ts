import type { Announcement, FacilityId, GoneAnnouncement, OutputOf, ToldEvent } from '@morgenkreis/protocol'
import { type Shelf, emptyShelf, put, vanish } from './shelf.ts'

export type PostItem = Announcement | GoneAnnouncement

/** The announcements of one facility that were read so far, newest first. */
export interface FacilityPost extends Shelf<PostItem> {
  /** Whether older ones can be read. */
  readonly more: boolean
}

/** The announcements of all facilities of a person. */
export type Post = ReadonlyMap<FacilityId, FacilityPost>

export const emptyPost: Post = new Map()
const unread: FacilityPost = { ...emptyShelf, more: true }

/** Takes a page of `announcement.list` in, the first one or an older one (`before`). Start from empty to read afresh. */
export function mergePost(post: Post, facility: FacilityId, page: OutputOf<'announcement.list'>): Post {
  const before = post.get(facility) ?? unread
  const after = page.announcements.reduce((shelf, item) => put(shelf, item, 'newest first'), before)
  const oldest = page.announcements.at(-1)
  const reachesBack = oldest === undefined || after.items.every(({ id }) => id >= oldest.id)
  return new Map(post).set(facility, { ...after, more: reachesBack ? page.more : before.more })
}

export function applyToPost(post: Post, told: ToldEvent): Post {
  switch (told.name) {
    case 'announcement.published':
    case 'announcement.removed': {
      const { data } = told
      if (data === undefined) return vanishFrom(post, told.ref, told.v)
      const before = post.get(data.facility) ?? unread
      const after = put(before, data, 'newest first')
      return after === before ? post : new Map(post).set(data.facility, after)
    }
    case 'comment.published':
    case 'comment.removed':
    case 'membership.removed':
      return post
    default:
      void (told satisfies never)
      return post
  }
}

// What no longer exists names no facility any more, and its id is of one only.
function vanishFrom(post: Post, id: string, v: number): Post {
  return new Map(Array.from(post, ([facility, shelf]) => [facility, vanish(shelf, id, v)]))
}
