import { SvelteSet } from 'svelte/reactivity'
import { applyToPost, emptyPost, mergePost, type Post, type PostItem } from '@morgenkreis/client'
import type { AnnouncementId, OutputOf, OwnMembership, ToldEvent } from '@morgenkreis/protocol'

/** The post of the membership acted under: what was read, and what the rooms told since. */
export class Board {
  /** What arrived while the page was open. */
  readonly fresh = new SvelteSet<AnnouncementId>()
  readonly #membership: OwnMembership
  /** Where this page of the list begins, if it is not the first. */
  readonly #before: AnnouncementId | null
  #post: Post

  constructor(membership: OwnMembership, read: OutputOf<'announcement.list'>, before: AnnouncementId | null = null) {
    this.#membership = membership
    this.#before = before
    this.#post = $state.raw(mergePost(emptyPost, membership.facility, read))
  }

  get items(): PostItem[] {
    return this.#post.items.filter((item) => this.#isMine(item) && (this.#before === null || item.id < this.#before))
  }

  get more(): boolean {
    return this.#post.more.get(this.#membership.facility) ?? false
  }

  /** Answers the title of what is new here. */
  told(event: ToldEvent): string | undefined {
    this.#post = applyToPost(this.#post, event)
    if (event.name !== 'announcement.published' || event.data === undefined) return undefined
    const { id, title, author } = event.data
    if (author.membership === this.#membership.id || !this.items.some((item) => item.id === id)) return undefined
    this.fresh.add(id)
    return title
  }

  // The rooms of the person's other hats are heard, too; a list shows what the hat that is on may read.
  #isMine({ facility, groups }: PostItem) {
    const mine = this.#membership
    if (facility !== mine.facility) return false
    if (mine.role === 'admin' || mine.role === 'council' || mine.groups === 'all' || groups === 'all') return true
    return groups.some((group) => mine.groups.includes(group))
  }
}
