import {
  AnnouncementId,
  CommentId,
  MessageId,
  PollId,
  type MembershipId,
  type RefusalCode,
  type TrashKind,
} from '@morgenkreis/protocol'
import { newRequest } from './entered.server.ts'
import type { Gateway } from './visit.server.ts'

type Answer = { ok: true } | { ok: false; error: { code: RefusalCode } }
type Act = (gateway: Gateway, as: MembershipId, id: string) => Promise<Answer>

const invalid: Answer = { ok: false, error: { code: 'invalid' } }

const announcement =
  (name: 'announcement.remove' | 'announcement.restore'): Act =>
  async (gateway, as, id) => {
    const named = AnnouncementId.safeParse(id)
    if (!named.success) return invalid
    return gateway.call(name, { as, request: newRequest(), input: { announcement: named.data } })
  }
const comment =
  (name: 'comment.remove' | 'comment.restore'): Act =>
  async (gateway, as, id) => {
    const named = CommentId.safeParse(id)
    if (!named.success) return invalid
    return gateway.call(name, { as, request: newRequest(), input: { comment: named.data } })
  }

const message =
  (name: 'message.remove' | 'message.restore'): Act =>
  async (gateway, as, id) => {
    const named = MessageId.safeParse(id)
    if (!named.success) return invalid
    return gateway.call(name, { as, request: newRequest(), input: { message: named.data } })
  }

const poll =
  (name: 'poll.remove' | 'poll.restore'): Act =>
  async (gateway, as, id) => {
    const named = PollId.safeParse(id)
    if (!named.success) return invalid
    return gateway.call(name, { as, request: newRequest(), input: { poll: named.data } })
  }

/** How each kind of thing that people write is deleted, and got back. */
export const writtenActs: Record<TrashKind, { remove: Act; restore: Act }> = {
  announcement: { remove: announcement('announcement.remove'), restore: announcement('announcement.restore') },
  comment: { remove: comment('comment.remove'), restore: comment('comment.restore') },
  message: { remove: message('message.remove'), restore: message('message.restore') },
  poll: { remove: poll('poll.remove'), restore: poll('poll.restore') },
}
