import type { OutboxEntry } from '@morgenkreis/client'

/** A message on its way. */
export type OutgoingMessage = Extract<OutboxEntry, { name: 'message.send' }>

/** The messages on their way into this thread, oldest first. */
export const outgoingIn = (thread: string, entries: readonly OutboxEntry[]): OutgoingMessage[] =>
  entries.flatMap((entry) => (entry.name === 'message.send' && entry.input.thread === thread ? entry : []))

/** Whether a refusal is the gate's: then the next click is a new acknowledgement, and only the author gives it (D-05). */
export const needsNewClick = (code: string | undefined) =>
  code === 'audience-changed' || (code?.startsWith('acknowledgement-') ?? false)
