import type { today as German } from '../de/today.ts'

export const today: typeof German = {
  title: 'Today',
  greeting: {
    morning: ({ name }) => `Good morning, ${name}`,
    day: ({ name }) => `Good afternoon, ${name}`,
    evening: ({ name }) => `Good evening, ${name}`,
  },
  cloakroom: 'Your hooks in the cloakroom',
  groups: 'Your groups',
  newest: 'New for you',
  all: 'See all post',
  empty: 'Nothing has arrived yet.',
  emptyNext: 'As soon as the Kita writes, it appears here.',
  quiet: 'It is quiet here today.',
  quietNext: 'Your Kita has switched announcements off. The head can tell you more.',
}
