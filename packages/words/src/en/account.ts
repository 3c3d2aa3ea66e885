import type { account as German } from '../de/account.ts'

export const account: typeof German = {
  own: {
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
    forGood: 'Deleted. It cannot be had back.',
    waits: 'not published yet',
    reports: 'Reports about your children',
    reportsHint: 'What a Kita has switched off since, too, you delete here, at any time.',
    reportKinds: { 'sick-note': 'Sick note', absence: 'Absence' },
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
