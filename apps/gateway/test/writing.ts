import type {
  Acknowledgement,
  Announcement,
  AnnouncementId,
  Comment,
  FacilityId,
  Groups,
  InputOf,
} from '@morgenkreis/protocol'
import { orFail } from './cast.ts'
import type { Caller, House } from './house.ts'

/** Asks who will hear it, and says yes. */
export async function acknowledged(
  house: House,
  who: Caller,
  destination: InputOf<'audience.preview'>['destination'],
  language: 'de' | 'en' = 'de',
): Promise<Acknowledgement> {
  const preview = orFail(await house.call('audience.preview', who, { destination, language }))
  return { preview: preview.token, accepted: true }
}

/** Writes a comment as people do: sees the audience, acknowledges, sends. */
export async function comment(house: House, who: Caller, announcement: AnnouncementId, text: string): Promise<Comment> {
  house.clock.advance(1000)
  const acknowledgement = await acknowledged(house, who, { kind: 'comment', announcement })
  return orFail(await house.call('comment.publish', who, { announcement, text, acknowledgement }))
}

export interface Draft {
  readonly facility: FacilityId
  readonly groups: Groups
  readonly title?: string
  readonly text?: string
}

export async function announce(
  house: House,
  who: Caller,
  { facility, groups, title = 'Morgen im Garten', text = 'Bitte Gummistiefel mitgeben.' }: Draft,
): Promise<Announcement> {
  house.clock.advance(1000)
  const acknowledgement = await acknowledged(house, who, { kind: 'announcement', facility, groups })
  return orFail(await house.call('announcement.publish', who, { facility, groups, title, text, acknowledgement }))
}
