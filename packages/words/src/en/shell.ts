import type { shell as German } from '../de/shell.ts'

export const shell: typeof German = {
  product: 'Morgenkreis',
  skip: 'Skip to content',
  navigation: 'Main menu',
  today: 'Today',
  post: 'Post',
  facility: 'Facility',
  more: 'More',
  write: 'Write an announcement',
  back: 'Back',
  cancel: 'Cancel',
  close: 'Close',
  retry: 'Try again',
  loading: 'Loading …',
  wholeFacility: 'All groups',
  groupLabel: ({ group, pattern }) => `${group}, ribbon: ${pattern}`,
  roles: { admin: 'Head', educator: 'Educator', council: 'Parents’ council', guardian: 'Guardian' },
  hat: {
    title: 'You are acting as',
    current: ({ role }) => `You are acting as ${role} right now.`,
    switchTo: ({ role, facility }) => `Switch to ${role}, ${facility}`,
  },
  day: { today: 'Today', yesterday: 'Yesterday' },
  at: ({ day, time }) => `${day}, ${time}`,
  connection: {
    offline: 'No connection. You see the latest we have, new posts arrive by themselves.',
    waiting: ({ count }) =>
      count === 1
        ? 'No connection. 1 comment is waiting and will be sent by itself.'
        : `No connection. ${count} comments are waiting and will be sent by themselves.`,
    polling: 'Your network does not allow a live connection. News appears every 20 seconds.',
    ended: 'You are no longer signed in.',
    signIn: 'Sign in again',
    back: 'Connected again.',
  },
}
