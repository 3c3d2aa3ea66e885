import type { announcements as German } from '../de/announcements.ts'

export const announcements: typeof German = {
  withdrawn: 'This announcement was withdrawn.',
  removed: 'This announcement was removed.',
  hidden: 'This announcement is being looked into.',
  goneUntil: 'This line disappears after seven days.',
  remove: 'Remove',
  withdraw: 'Withdraw',
  confirm: {
    remove: 'Remove this announcement?',
    withdraw: 'Withdraw this announcement?',
    means: 'It disappears at once on every device, with all comments. A line without a name stays for seven days.',
  },
  write: {
    title: 'Write an announcement',
    to: 'Who receives it?',
    choose: 'Use these recipients',
    noGroups: 'Choose at least one group. Then you see how many families will read it.',
    heading: 'Heading',
    headingMissing: 'Give the announcement a heading.',
    text: 'Text',
    textMissing: 'Write what the families should know.',
    submit: 'Send announcement',
    next: 'It appears at once in the post of everyone named.',
  },
}
