import { applyToPost, applyToThread, emptyPost, emptyThread, mergePost, mergeThread } from '@morgenkreis/client'
import type { Door, Post, Thread } from '@morgenkreis/client'
import type { AnnouncementId, OutputOf, ToldEvent } from '@morgenkreis/protocol'
import type { Player } from './cast.ts'
import type { Shown } from './states.ts'

/** What a client shows: its announcements, and the comments under each, reduced from reads and events. */
export class Screen {
  #post: Post = emptyPost
  #threads = new Map<AnnouncementId, Thread>()

  apply(event: ToldEvent): void {
    this.#post = applyToPost(this.#post, event)
    if (event.name === 'announcement.published' && event.data) this.#open(event.data.id)
    for (const [id, thread] of this.#threads) this.#threads.set(id, applyToThread(thread, event))
  }

  /** Reads everything that the player may read, under every hat, and shows that alone. */
  async read(door: Door, { hats }: Player): Promise<void> {
    let post = emptyPost
    const threads = new Map<AnnouncementId, Thread>()
    for (const { id: as, facility, role } of hats) {
      for (const page of await pages(door, as, facility)) {
        post = mergePost(post, facility, page)
        // Decision 13: the council hears no comments.
        if (role === 'council') continue
        for (const { id } of page.announcements) {
          const reply = await door.call('comment.list', { as, input: { announcement: id } })
          if (reply.ok) threads.set(id, mergeThread(emptyThread(id), reply.data))
          else if (!closed.includes(reply.error.code)) throw new Error(`comment.list: ${reply.error.code}`)
        }
      }
    }
    this.#post = post
    this.#threads = threads
  }

  /** Line by line, as a person would read it. */
  get lines(): Shown[] {
    return this.#post.items.flatMap((item) => [lineOf(item), ...('text' in item ? this.#thread(item.id) : [])])
  }

  #thread(id: AnnouncementId): Shown[] {
    return this.#threads.get(id)?.items.map(lineOf) ?? []
  }

  #open(id: AnnouncementId): void {
    if (!this.#threads.has(id)) this.#threads.set(id, emptyThread(id))
  }
}

/** Where a thread may not be read at all: comments are off, or the announcement is not for this hat. */
const closed: readonly string[] = ['module-off', 'not-found', 'forbidden', 'gone']

const lineOf = (item: { id: string; text: string } | { id: string; gone: string }): Shown => ({
  ref: item.id,
  text: 'text' in item ? item.text : null,
})

type Page = OutputOf<'announcement.list'>

async function pages(
  door: Door,
  as: Player['hats'][number]['id'],
  facility: Player['hats'][number]['facility'],
): Promise<Page[]> {
  const read: Page[] = []
  for (;;) {
    const before = read.at(-1)?.announcements.at(-1)?.id
    const reply = await door.call('announcement.list', { as, input: before ? { facility, before } : { facility } })
    if (!reply.ok) throw new Error(`announcement.list: ${reply.error.code}`)
    read.push(reply.data)
    if (!reply.data.more || reply.data.announcements.length === 0) return read
  }
}
