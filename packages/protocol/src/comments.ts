import { z } from 'zod'
import { Acknowledgement, gateRefuses } from './audience.ts'
import { event } from './event.ts'
import { AnnouncementId, CommentId } from './ids.ts'
import { operation } from './operation.ts'
import { Author, Gone, instant } from './shown.ts'
import { entered } from './text.ts'

export const CommentText = entered(4_000)

/** A comment as everybody reads it who hears the announcement's groups. */
export const Comment = z.strictObject({
  id: CommentId,
  announcement: AnnouncementId,
  author: Author,
  text: CommentText,
  at: instant,
  v: z.int().positive(),
})
export type Comment = z.infer<typeof Comment>

export const GoneComment = Gone.extend({ id: CommentId, announcement: AnnouncementId })
export type GoneComment = z.infer<typeof GoneComment>

const notSeen = ['not-found', 'module-off'] as const

export const publishComment = operation('comment.publish', {
  at: 'facility',
  changes: true,
  live: true,
  input: z.strictObject({
    announcement: AnnouncementId,
    text: CommentText,
    acknowledgement: Acknowledgement.optional(),
  }),
  output: Comment,
  refuses: [...notSeen, 'forbidden', 'gone', 'locked', 'muted', ...gateRefuses],
})

export const listComments = operation('comment.list', {
  at: 'facility',
  changes: false,
  live: true,
  input: z.strictObject({ announcement: AnnouncementId }),
  output: z.strictObject({ comments: z.array(z.union([Comment, GoneComment])), locked: z.boolean() }),
  refuses: [...notSeen, 'forbidden'],
})

/**
 * The caller has seen what is said up to this comment: none of it rings for that person any more, on no device. It is so from then
 * on, whoever says it how often; nobody is told (K-41).
 */
export const seeComment = operation('comment.see', {
  at: 'facility',
  changes: false,
  live: true,
  input: z.strictObject({ comment: CommentId }),
  output: z.strictObject({}),
  refuses: [...notSeen, 'forbidden'],
})

export const removeComment = operation('comment.remove', {
  at: 'facility',
  changes: true,
  live: true,
  input: z.strictObject({ comment: CommentId }),
  output: GoneComment,
  refuses: [...notSeen, 'forbidden'],
})

/** Back from the trash, with a higher version. `gone`: it was in it for more than seven days, or its announcement is gone. */
export const restoreComment = operation('comment.restore', {
  at: 'facility',
  changes: true,
  live: true,
  input: z.strictObject({ comment: CommentId }),
  output: Comment,
  refuses: [...notSeen, 'forbidden', 'gone'],
})

export const commentPublished = event('comment.published', Comment)
export const commentRemoved = event('comment.removed', GoneComment)
export const commentRestored = event('comment.restored', Comment)
