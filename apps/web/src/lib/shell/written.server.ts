import {
  AnnouncementId,
  CommentId,
  MessageId,
  PollId,
  type MembershipId,
  type RefusalCode,
  type RequestId,
  type TrashKind,
} from '@morgenkreis/protocol'
import type { Gateway } from './visit.server.ts'

type Answer = { ok: true } | { ok: false; error: { code: RefusalCode } }
interface ActOn {
  readonly as: MembershipId
  readonly id: string
  /** What the page was rendered with: tapped twice, it is done once. */
  readonly request: RequestId
}
type Act = (gateway: Gateway, on: ActOn) => Promise<Answer>

const invalid: Answer = { ok: false, error: { code: 'invalid' } }

const announcement =
  (name: 'announcement.remove' | 'announcement.restore' | 'announcement.cancel'): Act =>
  async (gateway, { as, id, request }) => {
    const named = AnnouncementId.safeParse(id)
    if (!named.success) return invalid
    return gateway.call(name, { as, request, input: { announcement: named.data } })
  }
const comment =
  (name: 'comment.remove' | 'comment.restore'): Act =>
  async (gateway, { as, id, request }) => {
    const named = CommentId.safeParse(id)
    if (!named.success) return invalid
    return gateway.call(name, { as, request, input: { comment: named.data } })
  }

const message =
  (name: 'message.remove' | 'message.restore'): Act =>
  async (gateway, { as, id, request }) => {
    const named = MessageId.safeParse(id)
    if (!named.success) return invalid
    return gateway.call(name, { as, request, input: { message: named.data } })
  }

const poll =
  (name: 'poll.remove' | 'poll.restore'): Act =>
  async (gateway, { as, id, request }) => {
    const named = PollId.safeParse(id)
    if (!named.success) return invalid
    return gateway.call(name, { as, request, input: { poll: named.data } })
  }

/** An announcement that nobody has yet. */
export const cancelWaiting = announcement('announcement.cancel')

/** How each kind of thing that people write is deleted, and got back. */
export const writtenActs: Record<TrashKind, { remove: Act; restore: Act }> = {
  announcement: { remove: announcement('announcement.remove'), restore: announcement('announcement.restore') },
  comment: { remove: comment('comment.remove'), restore: comment('comment.restore') },
  message: { remove: message('message.remove'), restore: message('message.restore') },
  poll: { remove: poll('poll.remove'), restore: poll('poll.restore') },
}
