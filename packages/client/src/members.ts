import type { Member, OutputOf, ToldEvent } from '@morgenkreis/protocol'
import { type Shelf, emptyShelf, put, vanish } from './shelf.ts'

/** The memberships of one facility, as its admin reads them; by the age of the membership. */
export type Members = Shelf<Member>

export const emptyMembers: Members = emptyShelf

/** Takes `membership.list` in. Start from empty to read afresh. */
export function mergeMembers(members: Members, read: OutputOf<'membership.list'>): Members {
  return read.members.reduce((shelf, member) => put(shelf, member, 'oldest first'), members)
}

export function applyToMembers(members: Members, told: ToldEvent): Members {
  switch (told.name) {
    case 'membership.removed':
      return vanish(members, told.data?.membership ?? told.ref, told.v)
    case 'announcement.published':
    case 'announcement.removed':
    case 'comment.published':
    case 'comment.removed':
      return members
    default:
      void (told satisfies never)
      return members
  }
}
