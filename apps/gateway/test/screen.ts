import {
  applyToMembers,
  applyToPost,
  applyToThread,
  emptyMembers,
  emptyPost,
  emptyThread,
  mergeMembers,
  mergePost,
  mergeThread,
} from '@morgenkreis/client'
import type { Door, Members, Post, Thread } from '@morgenkreis/client'
import type { AnnouncementId, FacilityId, OwnMembership, ToldEvent } from '@morgenkreis/protocol'
import { orFail } from './cast.ts'

/** Everything that a person's client shows, under all its hats, reduced from reads and events. */
export class Screen {
  #post: Post = emptyPost
  #threads = new Map<AnnouncementId, Thread>()
  #members = new Map<FacilityId, Members>()

  apply(told: ToldEvent): void {
    this.#post = applyToPost(this.#post, told)
    if (told.data !== undefined && 'announcement' in told.data) this.#threadOf(told.data.announcement)
    for (const [id, thread] of this.#threads) this.#threads.set(id, applyToThread(thread, told))
    for (const [id, members] of this.#members) this.#members.set(id, applyToMembers(members, told))
  }

  /** Something happened that is not told event by event: it has to be read anew. */
  get stale(): boolean {
    return [...this.#members.values(), ...this.#threads.values()].some(({ stale }) => stale)
  }

  /** Drops what was shown and reads it anew. */
  async read(door: Door): Promise<void> {
    const { memberships } = orFail(await door.call('session.read', { as: null, input: {} }))
    this.#post = emptyPost
    this.#threads = new Map()
    this.#members = new Map()
    for (const hat of memberships) await this.#readAs(hat, door)
  }

  /** A facility is no longer heard: what stood there goes. */
  leave(facility: FacilityId): void {
    const left = this.#post.items.filter((item) => item.facility === facility)
    this.#post = { ...this.#post, items: this.#post.items.filter((item) => !left.includes(item)) }
    for (const { id } of left) this.#threads.delete(id)
    this.#members.delete(facility)
  }

  /** All of it, in the order in which it is shown. A thread without a comment is no different from none. */
  get shown() {
    return {
      announcements: this.#post.items,
      threads: [...this.#threads.values()]
        .filter(({ items }) => items.length > 0)
        .map(({ announcement, items }) => ({ announcement, items }))
        .sort((one, other) => (one.announcement < other.announcement ? -1 : 1)),
      members: [...this.#members.values()].map(({ items }) => items),
    }
  }

  get texts(): string[] {
    const { announcements, threads } = this.shown
    return [...announcements, ...threads.flatMap(({ items }) => items)].flatMap((one) =>
      'text' in one ? one.text : [],
    )
  }

  async #readAs({ id: as, facility, role }: OwnMembership, door: Door): Promise<void> {
    const page = orFail(await door.call('announcement.list', { as, input: { facility } }))
    this.#post = mergePost(this.#post, facility, page)
    const below = page.announcements.map(async ({ id: announcement }) => {
      const reply = await door.call('comment.list', { as, input: { announcement } })
      if (reply.ok) this.#threads.set(announcement, mergeThread(this.#threadOf(announcement), reply.data))
    })
    await Promise.all(below)
    if (role !== 'admin') return
    const read = orFail(await door.call('membership.list', { as, input: { facility } }))
    this.#members.set(facility, mergeMembers(emptyMembers, read))
  }

  #threadOf(announcement: AnnouncementId): Thread {
    const thread = this.#threads.get(announcement) ?? emptyThread(announcement)
    this.#threads.set(announcement, thread)
    return thread
  }
}
