import { z } from 'zod'
import { Announcement } from './announcements.ts'
import { Message } from './chats.ts'
import { Comment } from './comments.ts'
import { event } from './event.ts'
import { AnnouncementId, CommentId, FacilityId, MembershipId, MessageId, PollId, ReportId, ThreadId } from './ids.ts'
import { operation } from './operation.ts'
import { Poll } from './polls.ts'
import { Author, instant } from './shown.ts'
import { entered } from './text.ts'

/** What can be reported: what people publish to others. The council room and conversations keep to themselves. */
export const Reported = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('announcement'), ref: AnnouncementId }),
  z.strictObject({ kind: z.literal('comment'), ref: CommentId }),
  z.strictObject({ kind: z.literal('message'), ref: MessageId }),
  z.strictObject({ kind: z.literal('poll'), ref: PollId }),
])
export type Reported = z.infer<typeof Reported>
export type ReportedKind = Reported['kind']

/** Why; `privacy` is somebody's data, a child's above all. */
export const reportReasons = ['insult', 'privacy', 'wrong-place', 'other'] as const
export const ReportReason = z.enum(reportReasons)
export type ReportReason = z.infer<typeof ReportReason>

export const FiledNote = entered(500)

/** What becomes of a reported thing: it stays, nobody sees it while it is looked into, or it is removed. */
export const Outcome = z.enum(['kept', 'hidden', 'removed'])
export type Outcome = z.infer<typeof Outcome>

/** A reported thing as those judge it who moderate there. Who reported it stands nowhere. */
export const Report = z.strictObject({
  id: ReportId,
  thing: Reported,
  author: Author,
  title: z.string().nullable(),
  text: z.string(),
  at: instant,
  state: z.enum(['open', 'hidden']),
  /** The page on which it stands; a poll is one. */
  announcement: AnnouncementId.nullable(),
  thread: ThreadId.nullable(),
  reporters: z.int().nonnegative(),
  reasons: z.array(z.strictObject({ reason: ReportReason, count: z.int().positive() })),
  notes: z.array(z.string()),
  /** Whether its author can be muted, and until when that is so. */
  mutable: z.boolean(),
  mutedUntil: instant.nullable(),
  v: z.int().positive(),
})
export type Report = z.infer<typeof Report>

/** Somebody who reads and does not write for a time. */
export const MutedMember = z.strictObject({ member: Author, until: instant })
export type MutedMember = z.infer<typeof MutedMember>

const notSeen = ['not-found', 'module-off', 'forbidden'] as const

/** Once per person and thing. Its author never learns who it was. */
export const fileReport = operation('report.file', {
  at: 'facility',
  changes: true,
  live: true,
  input: z.strictObject({ thing: Reported, reason: ReportReason, note: FiledNote.optional() }),
  output: z.strictObject({ thing: Reported }),
  refuses: [...notSeen, 'already-reported'],
})

/** What waits to be judged by the caller, and what is hidden; and who is muted. */
export const listReports = operation('report.list', {
  at: 'facility',
  changes: false,
  live: false,
  input: z.strictObject({ facility: FacilityId }),
  output: z.strictObject({ reports: z.array(Report), muted: z.array(MutedMember) }),
  refuses: ['not-found', 'forbidden'],
})

export const settleReport = operation('report.settle', {
  at: 'facility',
  changes: true,
  live: false,
  input: z.strictObject({ report: ReportId, outcome: Outcome }),
  output: z.strictObject({ report: ReportId, outcome: Outcome }),
  refuses: [...notSeen, 'gone', 'already-settled'],
})

/** `until` is null where somebody may write again. */
export const Muted = z.strictObject({
  membership: MembershipId,
  until: instant.nullable(),
  v: z.int().positive(),
})

/** Reads, and writes to staff alone, for at most thirty days. */
export const muteMember = operation('member.mute', {
  at: 'facility',
  changes: true,
  live: false,
  input: z.strictObject({ membership: MembershipId, until: instant }),
  output: Muted,
  refuses: ['not-found', 'forbidden', 'mute-out-of-range'],
})

export const unmuteMember = operation('member.unmute', {
  at: 'facility',
  changes: true,
  live: false,
  input: z.strictObject({ membership: MembershipId }),
  output: Muted,
  refuses: ['not-found', 'forbidden'],
})

/** What can be locked: a group's chat, or the comments under an announcement. */
export const Lockable = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('thread'), ref: ThreadId }),
  z.strictObject({ kind: z.literal('announcement'), ref: AnnouncementId }),
])
export type Lockable = z.infer<typeof Lockable>

export const Locked = z.strictObject({
  ref: z.union([ThreadId, AnnouncementId]),
  locked: z.boolean(),
  v: z.int().positive(),
})

export const lockThread = operation('thread.lock', {
  at: 'facility',
  changes: true,
  live: false,
  input: z.strictObject({ of: Lockable }),
  output: Locked,
  refuses: notSeen,
})

export const unlockThread = operation('thread.unlock', {
  at: 'facility',
  changes: true,
  live: false,
  input: z.strictObject({ of: Lockable }),
  output: Locked,
  refuses: notSeen,
})

/** To those who judge it: what there is to judge they read anew, under the own rights. */
export const reportFiled = event('report.filed', z.strictObject({ report: ReportId }))
export const reportSettled = event('report.settled', z.strictObject({ report: ReportId }))
export const memberMuted = event('member.muted', Muted)
export const threadLocked = event('thread.locked', Locked)
/** Hidden before, it is there again. */
export const announcementRevealed = event('announcement.revealed', Announcement)
export const commentRevealed = event('comment.revealed', Comment)
export const messageRevealed = event('message.revealed', Message)
export const pollRevealed = event('poll.revealed', Poll)
