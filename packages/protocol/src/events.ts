import type { z } from 'zod'
import { announcementPublished, announcementRemoved } from './announcements.ts'
import {
  chatSwitched,
  messageEdited,
  messageRemoved,
  messageRestored,
  messageSent,
  threadAcknowledged,
  threadMarked,
} from './chats.ts'
import { announcementCancelled, announcementScheduled } from './announcements.ts'
import { conversationPassed } from './conversations.ts'
import { childChanged, childJoined, childLeft } from './children.ts'
import { commentPublished, commentRemoved } from './comments.ts'
import { announcementConfirmed, announcementReminded } from './confirmations.ts'
import { groupDescribed, membershipGranted, membershipRemoved, moduleSwitched } from './facilities.ts'
import { pollClosed, pollPublished, pollRemoved, pollVoted } from './polls.ts'
import { announcementRestored } from './announcements.ts'
import { announcementOpened } from './openings.ts'
import { pollRestored } from './polls.ts'
import { commentRestored } from './comments.ts'
import { quietHoursChanged } from './quiet-hours.ts'
import { holdChanged } from './holds.ts'
import { retentionChanged } from './retention.ts'
import {
  announcementRevealed,
  commentRevealed,
  memberMuted,
  messageRevealed,
  pollRevealed,
  reportFiled,
  reportSettled,
  threadLocked,
} from './moderation.ts'
import type { Slice } from './rooms.ts'
import { facilityDescribed } from './contact.ts'
import { closingChanged } from './closings.ts'
import { reportMissed } from './presence.ts'
import { reportChanged } from './reports.ts'

/** Everything that can be told. */
export const events = [
  announcementPublished,
  announcementRemoved,
  commentPublished,
  commentRemoved,
  membershipRemoved,
  groupDescribed,
  membershipGranted,
  moduleSwitched,
  childJoined,
  childChanged,
  childLeft,
  chatSwitched,
  messageSent,
  messageEdited,
  messageRemoved,
  messageRestored,
  threadMarked,
  threadAcknowledged,
  conversationPassed,
  pollPublished,
  pollVoted,
  pollClosed,
  pollRemoved,
  announcementScheduled,
  announcementCancelled,
  announcementConfirmed,
  announcementReminded,
  announcementRestored,
  commentRestored,
  pollRestored,
  retentionChanged,
  quietHoursChanged,
  holdChanged,
  reportChanged,
  reportMissed,
  reportFiled,
  reportSettled,
  announcementRevealed,
  commentRevealed,
  messageRevealed,
  pollRevealed,
  memberMuted,
  threadLocked,
  facilityDescribed,
  announcementOpened,
  closingChanged,
] as const

type Declared = (typeof events)[number]
export type EventName = Declared['name']
export type EventNamed<Name extends EventName> = Extract<Declared, { name: Name }>
export type PayloadOf<Name extends EventName> = z.output<EventNamed<Name>['payload']>

/** One event of a slice, typed by its name. */
export type ToldEvent = {
  [Name in EventName]: { seq: number; name: Name; ref: string; v: number; at: string } & (
    { data: PayloadOf<Name>; gone?: never } | { gone: true; data?: never }
  )
}[EventName]
export type ToldSlice = Omit<Slice, 'events'> & { events: ToldEvent[] }
