import { applyToPost, applyToThread, emptyPost, emptyThread, mergePost, mergeThread } from '@morgenkreis/client'
import type { Door, Post, Thread } from '@morgenkreis/client'
import type { AnnouncementId, OutputOf, ToldEvent } from '@morgenkreis/protocol'
import type { Player } from '../cast.ts'
import type { Shown } from '../states.ts'
import { lineOf, unlessClosed } from './line.ts'
import type { Part } from './part.ts'

/** Announcements, and the comments under each. */
export class PostScreen implements Part {
  #post: Post = emptyPost
  #threads = new Map<AnnouncementId, Thread>()

  apply(event: ToldEvent): void {
    this.#post = applyToPost(this.#post, event)
    if (event.name === 'announcement.published' && event.data) this.#open(event.data.id)
    for (const [id, thread] of this.#threads) this.#threads.set(id, applyToThread(thread, event))
  }

  async read(door: Door, { hats }: Player): Promise<void> {
    let post = emptyPost
    const threads = new Map<AnnouncementId, Thread>()
    for (const { id: as, facility, role } of hats) {
      for (const page of await pages(door, as, facility)) {
        post = mergePost(post, facility, page)
        // Decision 13: the council hears no comments.
        if (role === 'council') continue
        for (const { id } of page.announcements) {
          const read = unlessClosed(
            'comment.list',
            await door.call('comment.list', { as, input: { announcement: id } }),
          )
          if (read) threads.set(id, mergeThread(emptyThread(id), read))
        }
      }
    }
    this.#post = post
    this.#threads = threads
  }

  get isStale(): boolean {
    return [...this.#threads.values()].some(({ stale }) => stale)
  }

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

type Page = OutputOf<'announcement.list'>
type Hat = Player['hats'][number]

async function pages(door: Door, as: Hat['id'], facility: Hat['facility']): Promise<Page[]> {
  const read: Page[] = []
  for (;;) {
    const before = read.at(-1)?.announcements.at(-1)?.id
    const reply = await door.call('announcement.list', { as, input: before ? { facility, before } : { facility } })
    if (!reply.ok) throw new Error(`announcement.list: ${reply.error.code}`)
    read.push(reply.data)
    if (!reply.data.more || reply.data.announcements.length === 0) return read
  }
}
