import { z } from 'zod'
import { Acknowledgement, gateRefuses } from './audience.ts'
import { event } from './event.ts'
import { Groups } from './groups.ts'
import { AnnouncementId, FacilityId } from './ids.ts'
import { operation } from './operation.ts'
import { Author, Gone, instant } from './shown.ts'
import { entered } from './text.ts'

export const AnnouncementTitle = entered(120)
export const AnnouncementText = entered(10_000)

/** An announcement as its audience reads it. */
export const Announcement = z.strictObject({
  id: AnnouncementId,
  facility: FacilityId,
  groups: Groups,
  author: Author,
  title: AnnouncementTitle,
  text: AnnouncementText,
  at: instant,
  v: z.int().positive(),
})
export type Announcement = z.infer<typeof Announcement>

/** What is left of a removed one for seven days: a line without a name (decision 5). */
export const GoneAnnouncement = Gone.extend({ id: AnnouncementId, facility: FacilityId, groups: Groups })
export type GoneAnnouncement = z.infer<typeof GoneAnnouncement>

const notSeen = ['not-found', 'module-off'] as const

export const publishAnnouncement = operation('announcement.publish', {
  at: 'facility',
  changes: true,
  live: true,
  input: z.strictObject({
    facility: FacilityId,
    groups: Groups,
    title: AnnouncementTitle,
    text: AnnouncementText,
    acknowledgement: Acknowledgement.optional(),
  }),
  output: Announcement,
  refuses: [...notSeen, 'forbidden', 'gone', ...gateRefuses],
})

export const listAnnouncements = operation('announcement.list', {
  at: 'facility',
  changes: false,
  live: true,
  input: z.strictObject({ facility: FacilityId, before: AnnouncementId.optional() }),
  output: z.strictObject({ announcements: z.array(z.union([Announcement, GoneAnnouncement])), more: z.boolean() }),
  refuses: [...notSeen, 'forbidden'],
})

export const readAnnouncement = operation('announcement.read', {
  at: 'facility',
  changes: false,
  live: true,
  input: z.strictObject({ announcement: AnnouncementId }),
  output: z.union([Announcement, GoneAnnouncement]),
  refuses: [...notSeen, 'forbidden'],
})

export const removeAnnouncement = operation('announcement.remove', {
  at: 'facility',
  changes: true,
  live: true,
  input: z.strictObject({ announcement: AnnouncementId }),
  output: GoneAnnouncement,
  refuses: [...notSeen, 'forbidden'],
})

/** Back from the trash, with a higher version. `gone`: it was in it for more than seven days. */
export const restoreAnnouncement = operation('announcement.restore', {
  at: 'facility',
  changes: true,
  live: true,
  input: z.strictObject({ announcement: AnnouncementId }),
  output: Announcement,
  refuses: [...notSeen, 'forbidden', 'gone'],
})

export const announcementPublished = event('announcement.published', Announcement)
export const announcementRemoved = event('announcement.removed', GoneAnnouncement)
export const announcementRestored = event('announcement.restored', Announcement)
