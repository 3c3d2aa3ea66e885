import type { OutboxEntry } from '@morgenkreis/client'

/** A message on its way, or a change of one. */
export type OutgoingMessage = Extract<OutboxEntry, { name: 'message.send' | 'message.edit' }>

/** What is on its way into this thread, oldest first: messages, and changes of those that are `here`. */
export const outgoingIn = (
  { thread, here }: { thread: string; here: ReadonlySet<string> },
  entries: readonly OutboxEntry[],
): OutgoingMessage[] =>
  entries.flatMap((entry) => {
    if (entry.name === 'message.send') return entry.input.thread === thread ? entry : []
    return entry.name === 'message.edit' && here.has(entry.input.message) ? entry : []
  })
