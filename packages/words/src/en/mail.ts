import type { mail as German } from '../de/mail.ts'

export const mail: typeof German = {
  subjects: {
    announcements: 'An announcement is waiting in your Morgenkreis',
    comments: 'A comment is waiting in your Morgenkreis',
    messages: 'A message is waiting in your Morgenkreis',
    polls: 'A poll is waiting in your Morgenkreis',
    reports: 'A report is waiting in your Morgenkreis',
  },
  text: ({ what, link }) =>
    `${what}.\n\nSign in to read it:\n${link}\n\nYou get this e-mail because you have not opened it yet, or none of your devices has shown it. Under “More”, “Notifications” you can switch it off.`,
}
