import type {
  Acknowledgement,
  Announcement,
  AnnouncementId,
  Comment,
  Confirmation,
  FacilityId,
  Groups,
  InputOf,
  ScheduledAnnouncement,
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
  readonly confirmation?: Confirmation
  readonly reason?: string
}

export async function announce(house: House, who: Caller, draft: Draft): Promise<Announcement> {
  const published = orFail(await house.call('announcement.publish', who, await written(house, who, draft)))
  if ('publishAt' in published) throw new Error('it waits')
  return published
}

/** The same, for later. */
export async function schedule(
  house: House,
  who: Caller,
  draft: Draft & { publishAt: string },
): Promise<ScheduledAnnouncement> {
  const { publishAt } = draft
  const input = { ...(await written(house, who, draft)), publishAt }
  const waiting = orFail(await house.call('announcement.publish', who, input))
  if (!('publishAt' in waiting)) throw new Error('it was published')
  return waiting
}

async function written(
  house: House,
  who: Caller,
  { facility, groups, title = 'Morgen im Garten', text = 'Bitte Gummistiefel mitgeben.', confirmation, reason }: Draft,
): Promise<InputOf<'announcement.publish'>> {
  house.clock.advance(1000)
  const acknowledgement = await acknowledged(house, who, { kind: 'announcement', facility, groups })
  const more = { ...(confirmation && { confirmation }), ...(reason && { priority: 'urgent' as const, reason }) }
  return { facility, groups, title, text, ...more, acknowledgement }
}
