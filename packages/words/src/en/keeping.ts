import type { keeping as German } from '../de/keeping.ts'

export const keeping: typeof German = {
  kinds: { announcement: 'Announcement', comment: 'Comment', message: 'Message', poll: 'Poll' },
  trash: {
    title: 'Trash',
    hint: 'What was deleted stays here for seven days. After that it is gone for good.',
    empty: 'The trash is empty',
    emptyNext: 'What you delete or withdraw can be found here for seven days.',
    by: ({ name }) => `by ${name}`,
    withdrawn: 'withdrawn by you',
    removed: 'removed',
    restore: 'Restore',
    restoreNamed: ({ excerpt }) => `Restore: ${excerpt}`,
    restored: 'Restored. Everyone who read it before reads it again.',
    until: ({ system, backups }) => `In the system until ${system}, in the last backup until ${backups}`,
    more: 'There is more in the trash. These are the 200 that were deleted last.',
  },
  periods: {
    title: 'Periods',
    hint: 'For this long we keep what is written in your Kita. Then it deletes itself.',
    kept: { audit: 'Audit' },
    days: 'days',
    daysOf: ({ kept }) => `Days for ${kept}`,
    bounds: ({ from, to }) => `${from} to ${to} days`,
    boundsOfReported: ({ from, to }) => `${from} to ${to} days after the last day reported`,
    boundsOfPolls: ({ from, to }) => `${from} to ${to} days after the poll ends`,
    save: 'Save',
    saveNamed: ({ kept }) => `Save the period for ${kept}`,
    show: 'Preview',
    showNamed: ({ kept }) => `Preview for ${kept}`,
    saved:
      'The period counts. A shorter one also applies to what is stored already; a longer one to what is written from now on.',
    left: ({ count }) =>
      count === 1 ? '1 entry still gets the shorter period.' : `${count} entries still get the shorter period.`,
    preview: 'What will be deleted in the next 30 days',
    proposed: ({ kept, days }) => `Preview: ${kept} after ${days} days. Nothing has been changed yet.`,
    nothing: 'Nothing runs out in the next 30 days.',
    nothingElse: 'Nothing else runs out in the next 30 days.',
    withoutReports:
      'Sick notes and absences are not counted: their number for each day would tell who was ill. Whoever has the right Health sees them here.',
    on: 'Day',
    module: 'Module',
    rows: 'Entries',
  },
}
