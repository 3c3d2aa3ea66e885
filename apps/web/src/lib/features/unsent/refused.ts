import type { OutboxEntry } from '@morgenkreis/client'
import { joined } from '#lib/shell/drafts.ts'

/** What was refused for good and is kept for its author, oldest first. */
export const refusedIn = (entries: readonly OutboxEntry[]) => entries.filter(({ state }) => state === 'refused')

/** What its author wrote; undefined where something was to be removed. */
export function writtenIn(entry: OutboxEntry): string | undefined {
  switch (entry.name) {
    case 'comment.publish':
    case 'message.send':
    case 'message.edit':
      return entry.input.text
    case 'announcement.publish':
      return joined(entry.input.title, entry.input.text)
    case 'announcement.remove':
    case 'comment.remove':
    case 'message.remove':
      return undefined
  }
}

/** The page on which it was written, as far as it is among those that can be opened: ids of threads and announcements. */
export function pageOf(entry: OutboxEntry, open: ReadonlySet<string>): string | undefined {
  if (entry.name === 'message.send')
    return open.has(entry.input.thread) ? `/post/chat/${entry.input.thread}` : undefined
  if (entry.name !== 'comment.publish') return undefined
  const { announcement } = entry.input
  return open.has(announcement) ? `/post/${announcement}` : undefined
}
