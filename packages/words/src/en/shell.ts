import type { shell as German } from '../de/shell.ts'

export const shell: typeof German = {
  product: 'Morgenkreis',
  skip: 'Skip to content',
  navigation: 'Main menu',
  today: 'Today',
  post: 'Post',
  facility: 'Facility',
  more: 'More',
  report: 'Report',
  write: 'Write an announcement',
  cancel: 'Cancel',
  retry: 'Try again',
  loading: 'Loading …',
  wholeFacility: 'All groups',
  roles: { admin: 'Head', educator: 'Educator', council: 'Parents’ council', guardian: 'Guardian' },
  hat: {
    title: 'You are acting as',
    switchTo: ({ role, facility }) => `${role}, ${facility}: switch to this role`,
  },
  unread: ({ count }) => `${count} unread`,
  day: { today: 'Today', yesterday: 'Yesterday', within: { today: 'today', yesterday: 'yesterday' } },
  at: ({ day, time }) => `${day}, ${time}`,
  connection: {
    offline: ({ since }) => `No connection. As of: ${since}. News arrives by itself.`,
    waiting: ({ since, count }) =>
      count === 1
        ? `No connection. As of: ${since}. 1 post is waiting and will be sent by itself.`
        : `No connection. As of: ${since}. ${count} posts are waiting and will be sent by themselves.`,
    polling: 'Your network does not allow a live connection. News appears every 20 seconds.',
    ended: 'You are no longer signed in.',
    signIn: 'Sign in again',
    reload: 'Load again',
    back: 'Connected again.',
  },
}
