import type { OutboxEntry } from '@morgenkreis/client'

/** A message on its way. */
export type OutgoingMessage = Extract<OutboxEntry, { name: 'message.send' }>

/** The messages on their way into this thread, oldest first. */
export const outgoingIn = (thread: string, entries: readonly OutboxEntry[]): OutgoingMessage[] =>
  entries.flatMap((entry) => (entry.name === 'message.send' && entry.input.thread === thread ? entry : []))
