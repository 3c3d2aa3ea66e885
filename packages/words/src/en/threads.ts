import type { threads as German } from '../de/threads.ts'

export const threads: typeof German = {
  group: ({ group }) => `Chat: ${group}`,
  council: 'Chat of the parents’ council',
  team: ({ group }) => `Team: ${group}`,
  head: 'Head of the Kita',
  about: ({ child }) => `about ${child}`,
  family: ({ child }) => `Family of ${child}`,
  quiet: 'Nobody has written anything yet.',
  said: ({ name, text }) => `${name}: ${text}`,
  own: ({ text }) => `You: ${text}`,
  unread: ({ count }) => (count >= 100 ? '99+ new' : `${count} new`),
  marked: 'unread',
  start: 'Start a conversation',
  still: 'Still quiet',
  gone: { withdrawn: 'Message withdrawn', removed: 'Message removed', hidden: 'Message is being looked into' },
  arrived: ({ thread, name }) => `${thread}: news from ${name}`,
}
