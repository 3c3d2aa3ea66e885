import type { keeping as German } from '../de/keeping.ts'

export const keeping: typeof German = {
  kinds: { announcement: 'Announcement', comment: 'Comment', message: 'Message' },
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
    on: 'Day',
    module: 'Module',
    rows: 'Entries',
    held: ({ count }) =>
      count === 1
        ? '1 entry stays longer, since a law demands it.'
        : `${count} entries stay longer, since a law demands it.`,
  },
  holds: {
    title: 'Locked',
    hint: 'This must not be deleted yet. Until then nobody reads it.',
    until: ({ source, day }) => `${source}, until ${day}`,
    lift: 'Lift the lock',
    liftNamed: ({ kind, source }) => `Lift the lock: ${kind}, ${source}`,
    lifted: 'The lock ends. After that its own period counts again.',
  },
  account: {
    title: 'Own messages and account',
    messages: 'Your messages',
    messagesHint:
      'What you do not delete here stays after the end of your account, without your name, until its period runs out.',
    none: 'You have written nothing that is still stored.',
    older: 'Older messages',
    newest: 'To the newest',
    remove: 'Delete',
    removeNamed: ({ excerpt }) => `Delete: ${excerpt}`,
    removed: 'Deleted. For seven days you still find it in the trash.',
    end: 'Delete account',
    means: [
      'All your access ends at once, in every Kita and on every device.',
      'Your name, your e-mail address and your password are deleted. Your messages then say “Ehemaliges Mitglied”, former member.',
      'This cannot be undone.',
    ],
    password: 'To confirm: your password',
    submit: 'Delete the account for good',
    wrong: 'The password is not right. Nothing was deleted.',
    lastAdmin: ({ facilities }) =>
      `You are the last person with administration: ${facilities}. Pass that right on to somebody else first.`,
  },
  farewell: {
    title: 'Your account is deleted',
    receipt: ({ system, backups }) => `Deleted from the system: ${system}. In the last backup until: ${backups}.`,
    next: 'Nothing has stayed on this device. Thank you for having been with us.',
    signIn: 'To the sign-in',
  },
}
