import { z } from 'zod'
import { Confirmation } from './announcements.ts'
import { event } from './event.ts'
import { Sign } from './facilities.ts'
import { AnnouncementId, ChildId, FacilityId, GroupId } from './ids.ts'
import { operation } from './operation.ts'

const notSeen = ['not-found', 'module-off', 'forbidden'] as const
const v = z.int().positive()

/** What rooms are told: that it was confirmed for a child. Not by whom and not when (decision 12). */
export const Confirmed = z.strictObject({ announcement: AnnouncementId, child: ChildId, v })
export type Confirmed = z.infer<typeof Confirmed>

/** A guardian has read it, for one own child. */
export const confirmAnnouncement = operation('announcement.confirm', {
  at: 'facility',
  changes: true,
  live: true,
  input: z.strictObject({ announcement: AnnouncementId, child: ChildId }),
  output: Confirmed,
  refuses: [...notSeen, 'gone', 'confirmed-already', 'nothing-to-confirm'],
})

/** What a guardian is asked to confirm: `open` until it is done, as far as this guardian has to do it. */
export const Asked = z.strictObject({
  announcement: AnnouncementId,
  title: z.string(),
  child: ChildId,
  open: z.boolean(),
  reminded: z.boolean(),
})
export type Asked = z.infer<typeof Asked>

/** The caller's own children alone; of one announcement, or of the newest that ask. */
export const listConfirmations = operation('confirmation.list', {
  at: 'facility',
  changes: false,
  live: true,
  input: z.strictObject({ facility: FacilityId, announcement: AnnouncementId.optional() }),
  output: z.strictObject({ asked: z.array(Asked) }),
  refuses: [...notSeen],
})

/** `unreachable`: no guardian of the child has an account here (N4). */
export const ChildProgress = z.strictObject({
  child: ChildId,
  group: GroupId,
  sign: Sign,
  name: z.string(),
  state: z.enum(['confirmed', 'open', 'unreachable']),
  /** Guardians with an account here who have confirmed, and how many there are. */
  confirmed: z.int().nonnegative(),
  of: z.int().nonnegative(),
})
export type ChildProgress = z.infer<typeof ChildProgress>

/** How far the confirmations are, for staff: the children of the groups that the caller shares with the announcement. */
export const readProgress = operation('announcement.progress', {
  at: 'facility',
  changes: false,
  live: true,
  input: z.strictObject({ announcement: AnnouncementId }),
  output: z.strictObject({
    announcement: AnnouncementId,
    confirmation: Confirmation,
    children: z.array(ChildProgress),
    /** Whether somebody has reminded today already. */
    reminded: z.boolean(),
  }),
  refuses: [...notSeen, 'nothing-to-confirm'],
})

/** Asks once more, at most once a day for each announcement. */
export const remindOfAnnouncement = operation('announcement.remind', {
  at: 'facility',
  changes: true,
  live: true,
  input: z.strictObject({ announcement: AnnouncementId }),
  output: z.strictObject({ announcement: AnnouncementId, v }),
  refuses: [...notSeen, 'gone', 'nothing-to-confirm', 'nothing-open', 'reminded-today'],
})

export const announcementConfirmed = event('announcement.confirmed', Confirmed)
export const announcementReminded = event('announcement.reminded', z.strictObject({ announcement: AnnouncementId, v }))
