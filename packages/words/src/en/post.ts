import type { post as German } from '../de/post.ts'

export const post: typeof German = {
  title: 'Post',
  filter: 'Narrow your post down',
  everything: 'All',
  empty: 'Your post is empty.',
  emptyNext: 'Whatever the Kita writes to you gathers here.',
  emptyFiltered: 'There is nothing for this.',
  showAll: 'Show all post',
  older: 'Show older',
  newest: 'Back to the newest',
  fresh: 'New',
  arrived: ({ title }) => `New announcement: ${title}`,
  unsent: {
    title: 'Not sent',
    removal: 'Removing did not work: others can still read what you wanted to remove.',
    toPlace: 'Open it there',
  },
}
