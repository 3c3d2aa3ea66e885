import type { holds as German } from '../de/holds.ts'

export const holds: typeof German = {
  held: ({ count }) =>
    count === 1
      ? '1 entry stays longer, since a law demands it.'
      : `${count} entries stay longer, since a law demands it.`,
  title: 'Locked',
  hint: 'This must not be deleted yet. Until then nobody reads it.',
  empty: 'Nothing is locked.',
  emptyNext: 'Does a law demand that something is kept? Lock it against deletion where it stands, or in the trash.',
  kinds: {
    announcement: 'Announcement',
    comment: 'Comment',
    message: 'Message',
    poll: 'Poll',
    'sick-note': 'Sick note',
    absence: 'Absence',
  },
  until: ({ source, day }) => `${source}, until ${day}`,
  placedAt: ({ at }) => `locked ${at}`,
  lift: 'Lift the lock',
  liftNamed: ({ kind, source }) => `Lift the lock: ${kind}, ${source}`,
  lifting: {
    title: 'Lift the lock against deletion?',
    means: 'After that its own period counts again. If that is over, the next run deletes the entry.',
  },
  lifted: 'The lock ends. After that its own period counts again.',
  placed: 'It is locked. Nothing deletes it before that ends.',
  place: {
    title: 'Lock against deletion',
    back: 'Back',
    means:
      'For entries that a law still forbids to delete: nobody reads them any more, nor do you, and no period deletes them.',
    source: 'Which law demands it?',
    sourceHint: 'Section and act, for example “§ 147 AO”.',
    until: 'Locked up to and including',
    untilHint: 'At most 30 years. After that its own period counts again.',
    next: 'Continue',
    wrong: 'Name the law in at most 200 characters, and choose a day that is still to come.',
    ask: ({ kind }) => `Lock this entry? ${kind}`,
    asked: ({ source, day }) =>
      `By ${source} until ${day}. The entry leaves every screen at once, yours too, and cannot be deleted before that.`,
    change: 'Change',
    submit: 'Lock it now',
  },
}
