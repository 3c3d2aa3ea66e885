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

/** Why it is urgent, as its readers are told (N5). */
export const UrgentReason = entered(200)

/** Whose confirmation it asks for: one guardian of each child, or all of them. */
export const Confirmation = z.enum(['one', 'all'])
export type Confirmation = z.infer<typeof Confirmation>

/** An announcement as its audience reads it. */
export const Announcement = z.strictObject({
  id: AnnouncementId,
  facility: FacilityId,
  groups: Groups,
  author: Author,
  title: AnnouncementTitle,
  text: AnnouncementText,
  /** Absent where no confirmation is asked for. */
  confirmation: Confirmation.optional(),
  /** Absent where it is as any other; urgent never stands without its reason. */
  priority: z.literal('urgent').optional(),
  reason: UrgentReason.optional(),
  at: instant,
  v: z.int().positive(),
})
export type Announcement = z.infer<typeof Announcement>

/** What is left of a removed one for seven days: a line without a name (decision 5). */
export const GoneAnnouncement = Gone.extend({ id: AnnouncementId, facility: FacilityId, groups: Groups })
export type GoneAnnouncement = z.infer<typeof GoneAnnouncement>

/** Why a scheduled one was not published when its time came. */
export const Held = z.enum(['no-right', 'muted', 'module-off'])
export type Held = z.infer<typeof Held>

/** What waits for its time: only its author reads it, and whoever may cancel it. */
export const ScheduledAnnouncement = Announcement.omit({ at: true }).extend({
  publishAt: instant,
  held: Held.optional(),
})
export type ScheduledAnnouncement = z.infer<typeof ScheduledAnnouncement>

const notSeen = ['not-found', 'module-off'] as const

export const publishAnnouncement = operation('announcement.publish', {
  at: 'facility',
  changes: true,
  live: true,
  input: z
    .strictObject({
      facility: FacilityId,
      groups: Groups,
      title: AnnouncementTitle,
      text: AnnouncementText,
      confirmation: Confirmation.optional(),
      priority: z.enum(['normal', 'urgent']).optional(),
      reason: UrgentReason.optional(),
      /** Scheduling is publishing: the acknowledgement counts then (decision 1). Absent: now. */
      publishAt: instant.optional(),
      acknowledgement: Acknowledgement.optional(),
    })
    .refine(({ priority, reason }) => (priority === 'urgent') === (reason !== undefined), { path: ['reason'] }),
  output: z.union([Announcement, ScheduledAnnouncement]),
  refuses: [...notSeen, 'forbidden', 'gone', 'muted', ...gateRefuses, 'schedule-range', 'staff-only'],
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

/** What waits in a facility, as far as the caller may cancel it; the next to come first. */
export const listScheduled = operation('schedule.list', {
  at: 'facility',
  changes: false,
  live: true,
  input: z.strictObject({ facility: FacilityId }),
  output: z.strictObject({ scheduled: z.array(ScheduledAnnouncement) }),
  refuses: [...notSeen, 'forbidden'],
})

/** A reference alone: whoever may see what waits reads it under the rights of that moment. */
const Waits = z.strictObject({ announcement: AnnouncementId, facility: FacilityId, v: z.int().positive() })

export const cancelAnnouncement = operation('announcement.cancel', {
  at: 'facility',
  changes: true,
  live: true,
  input: z.strictObject({ announcement: AnnouncementId }),
  output: Waits,
  refuses: [...notSeen, 'forbidden'],
})

/** Told again when it was held. */
export const announcementScheduled = event('announcement.scheduled', Waits)
export const announcementCancelled = event('announcement.cancelled', Waits)
export const announcementRestored = event('announcement.restored', Announcement)
