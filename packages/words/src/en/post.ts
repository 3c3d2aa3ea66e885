import type { post as German } from '../de/post.ts'

export const post: typeof German = {
  title: 'Post',
  filter: 'Narrow your post down',
  everything: 'All',
  everyChild: 'All children',
  empty: 'Your post is empty.',
  emptyNext: 'Whatever the Kita writes to you gathers here.',
  emptyFiltered: 'There is nothing for this.',
  showAll: 'Show all post',
  older: 'Show older',
  newest: 'Back to the newest',
  end: 'That is all. There are no older announcements.',
  failed: 'Your post is out of reach right now.',
  arrived: ({ title }) => `New announcement: ${title}`,
}
