import type { holds as German } from '../de/holds.ts'

export const holds: typeof German = {
  held: ({ count }) =>
    count === 1
      ? '1 entry stays longer, since a law demands it.'
      : `${count} entries stay longer, since a law demands it.`,
  title: 'Locked',
  hint: 'This must not be deleted yet. Until then nobody reads it.',
  until: ({ source, day }) => `${source}, until ${day}`,
  lift: 'Lift the lock',
  liftNamed: ({ kind, source }) => `Lift the lock: ${kind}, ${source}`,
  lifted: 'The lock ends. After that its own period counts again.',
}
