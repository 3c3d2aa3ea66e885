import type { OutboxEntry } from '@morgenkreis/client'

/** A comment on its way. */
export type OutgoingComment = Extract<OutboxEntry, { name: 'comment.publish' }>

/** The comments on their way under this announcement, oldest first. */
export const outgoingUnder = (announcement: string, entries: readonly OutboxEntry[]): OutgoingComment[] =>
  entries.flatMap((entry) =>
    entry.name === 'comment.publish' && entry.input.announcement === announcement ? entry : [],
  )
