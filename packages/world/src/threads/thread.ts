import type { FacilityId, Groups, MembershipId } from '@morgenkreis/protocol'
import type { Moment, WorldComment } from '../shapes.ts'

export type CommentRow = readonly [
  day: number,
  time: string,
  author: MembershipId,
  text: string,
  removedBy?: NonNullable<WorldComment['removedBy']>,
]

/** An announcement with what was written under it. */
export interface Thread extends Moment {
  facility: FacilityId
  author: MembershipId
  groups: Groups
  title: string
  paragraphs: readonly string[]
  comments: readonly CommentRow[]
}
