import { z } from 'zod'

/** A lower-case UUID string, branded by what it names. Decision 10: version 7, or 4 where the time in it would tell. */
const id = <Kind extends string>() =>
  z
    .string()
    .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    .brand<Kind>()

export const FacilityId = id<'facility'>()
export const GroupId = id<'group'>()
export const PersonId = id<'person'>()
export const MembershipId = id<'membership'>()
export const ChildId = id<'child'>()
export const AnnouncementId = id<'announcement'>()
export const CommentId = id<'comment'>()
export const PreviewId = id<'preview'>()
/** A group chat has the id of its group, the council room that of its facility, a conversation one of its own. */
export const ThreadId = id<'thread'>()
export const MessageId = id<'message'>()
export const ChatAcknowledgementId = id<'chat-acknowledgement'>()
export const RequestId = id<'request'>()
export const PollId = id<'poll'>()
export const SickNoteId = id<'sick-note'>()
export const AbsenceId = id<'absence'>()
export const SubscriptionId = id<'subscription'>()
/** What a notification or a mailed link names: one delivery, or, of version 8, all of a topic. */
export const DeliveryId = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[478][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  .brand<'delivery'>()
export const ReportId = id<'report'>()
export const HoldId = id<'hold'>()
export const ClosingId = id<'closing'>()

export type FacilityId = z.infer<typeof FacilityId>
export type GroupId = z.infer<typeof GroupId>
export type PersonId = z.infer<typeof PersonId>
export type MembershipId = z.infer<typeof MembershipId>
export type ChildId = z.infer<typeof ChildId>
export type AnnouncementId = z.infer<typeof AnnouncementId>
export type CommentId = z.infer<typeof CommentId>
export type PreviewId = z.infer<typeof PreviewId>
export type ThreadId = z.infer<typeof ThreadId>
export type MessageId = z.infer<typeof MessageId>
export type ChatAcknowledgementId = z.infer<typeof ChatAcknowledgementId>
export type RequestId = z.infer<typeof RequestId>
export type PollId = z.infer<typeof PollId>
export type SickNoteId = z.infer<typeof SickNoteId>
export type AbsenceId = z.infer<typeof AbsenceId>
export type SubscriptionId = z.infer<typeof SubscriptionId>
export type DeliveryId = z.infer<typeof DeliveryId>
export type ReportId = z.infer<typeof ReportId>
export type HoldId = z.infer<typeof HoldId>
export type ClosingId = z.infer<typeof ClosingId>
