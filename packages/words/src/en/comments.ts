import type { comments as German } from '../de/comments.ts'

export const comments: typeof German = {
  title: 'Comments',
  empty: 'Nobody has written anything yet.',
  emptyNext: 'Your question often helps others, too.',
  own: 'You',
  withdrawn: 'A comment was withdrawn.',
  removed: 'A comment was removed.',
  remove: 'Remove',
  withdraw: 'Withdraw',
  confirm: {
    remove: 'Remove this comment?',
    withdraw: 'Withdraw this comment?',
    means: 'It disappears at once on every device. A line without a name stays for seven days.',
  },
  off: 'Comments are switched off in your Kita.',
  otherHat: 'In this role you see no comments. Switch your role to see them.',
  readOnly: 'You are reading along here. To comment you need the right to write.',
  arrived: ({ name, text }) => `${name}: ${text}`,
  failed: 'The comments are out of reach right now.',
  sending: {
    sending: 'Sending',
    stored: 'Sent',
    waiting: 'Waiting for a connection',
    refused: 'Not sent',
    retry: 'Send again',
    copy: 'Copy the text',
    copied: 'Copied',
    notCopied: 'Copying does not work here',
    discard: 'Discard',
  },
}
