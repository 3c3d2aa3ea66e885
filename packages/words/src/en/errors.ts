import type { errors as German } from '../de/errors.ts'

export const errors: typeof German = {
  of: {
    notFound: { title: 'Nothing hangs on this hook', next: 'The page does not exist, or it is not meant for you.' },
    forbidden: {
      title: 'This door is for others',
      next: 'You do not have the right. The head of your Kita can give it to you.',
    },
    away: {
      title: 'Nobody is in right now',
      next: 'Morgenkreis is restarting or being looked after. The page loads by itself as soon as somebody is back.',
    },
    busy: { title: 'Everybody wants in at once', next: 'The page loads again by itself in a moment.' },
    broken: { title: 'We dropped something', next: 'We have made a note of it. Reload the page, or go back to Today.' },
  },
  home: 'To Today',
  reload: 'Reload',
}
