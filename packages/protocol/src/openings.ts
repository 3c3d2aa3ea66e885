import { z } from 'zod'
import { event } from './event.ts'
import { Sign } from './facilities.ts'
import { AnnouncementId, ChildId, FacilityId, GroupId } from './ids.ts'
import { operation } from './operation.ts'

const notSeen = ['not-found', 'module-off', 'forbidden'] as const

/** More than so many are not counted: of the newest, those that the reader has not opened. */
export const mostUnopened = 100

/** That the reader has opened it: told to the own devices, and to nobody else (K-41). */
export const Opened = z.strictObject({ announcement: AnnouncementId, v: z.int().positive() })
export type Opened = z.infer<typeof Opened>

/** Somebody has opened an announcement: once for each person, whatever the hat and the device. */
export const openAnnouncement = operation('announcement.open', {
  at: 'facility',
  changes: true,
  live: true,
  input: z.strictObject({ announcement: AnnouncementId }),
  output: Opened,
  refuses: [...notSeen, 'gone', 'opened-already'],
})

/** Which of the newest that came since joining the caller has not opened yet, the newest first; the own ones are not new. */
export const listUnopened = operation('announcement.unopened', {
  at: 'facility',
  changes: false,
  live: true,
  input: z.strictObject({ facility: FacilityId }),
  output: z.strictObject({ unopened: z.array(AnnouncementId).max(mostUnopened) }),
  refuses: [...notSeen],
})

export const announcementOpened = event('announcement.opened', Opened)

/**
 * How far the ladder came for a child (N4): one of its guardians `opened` it; none did, but was `mailed` a link; neither yet;
 * no guardian has an account here.
 */
export const Reached = z.enum(['opened', 'mailed', 'open', 'unreachable'])
export type Reached = z.infer<typeof Reached>

export const ChildReach = z.strictObject({
  child: ChildId,
  group: GroupId,
  sign: Sign,
  name: z.string(),
  reached: Reached,
})
export type ChildReach = z.infer<typeof ChildReach>

const count = z.int().nonnegative()

/** Whom an announcement reached, for staff: the children of the groups that the caller shares with it. */
export const readReach = operation('announcement.reach', {
  at: 'facility',
  changes: false,
  live: true,
  input: z.strictObject({ announcement: AnnouncementId }),
  output: z.strictObject({
    announcement: AnnouncementId,
    families: z.strictObject({ opened: count, of: count }),
    children: z.array(ChildReach),
  }),
  refuses: [...notSeen],
})
