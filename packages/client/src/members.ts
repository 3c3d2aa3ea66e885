import type { Member, OutputOf, ToldEvent } from '@morgenkreis/protocol'
import { type Shelf, emptyShelf, put, vanish } from './shelf.ts'

/** The memberships of one facility, as its admin reads them; by the age of the membership. */
export interface Members extends Shelf<Member> {
  /** A child joined, left or was given other guardians, and with it perhaps several memberships changed or ended: read afresh. */
  readonly stale: boolean
}

export const emptyMembers: Members = { ...emptyShelf, stale: false }

/** Takes `membership.list` in. Start from empty to read afresh. */
export function mergeMembers(members: Members, read: OutputOf<'membership.list'>): Members {
  return read.members.reduce((shelf, member) => put(shelf, member, 'oldest first'), members)
}

export function applyToMembers(members: Members, told: ToldEvent): Members {
  switch (told.name) {
    case 'membership.removed':
      return vanish(members, told.data?.membership ?? told.ref, told.v)
    case 'membership.granted': {
      const { data } = told
      const member = members.items.find(({ id }) => id === data?.membership)
      return data === undefined || member === undefined
        ? members
        : put(members, { ...member, rights: data.rights, v: data.v }, 'oldest first')
    }
    case 'member.muted': {
      const member = members.items.find(({ id }) => id === told.ref)
      return member === undefined ? members : put(members, { ...member, v: told.v }, 'oldest first')
    }
    case 'child.joined':
    case 'child.changed':
    case 'child.left':
      return { ...members, stale: true }
    default:
      return members
  }
}
