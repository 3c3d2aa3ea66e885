import {
  applyToPost,
  applyToUnopened,
  emptyPost,
  emptyUnopened,
  mergePost,
  mergeUnopened,
  reads,
  type Post,
  type PostItem,
  type Unopened,
} from '@morgenkreis/client'
import type { AnnouncementId, MembershipId, OutputOf, OwnMembership, ToldEvent } from '@morgenkreis/protocol'

interface Read {
  readonly post: OutputOf<'announcement.list'>
  readonly unopened: OutputOf<'announcement.unopened'>
  /** Where this page of the list begins, if it is not the first. */
  readonly before?: AnnouncementId | null
}

/** The post of the membership acted under: what was read, and what the rooms told since. */
export class Board {
  readonly #membership: OwnMembership
  readonly #before: AnnouncementId | null
  #post: Post
  #unopened: Unopened

  /** What was written under any of the `own` hats is not new. */
  constructor(membership: OwnMembership, own: readonly MembershipId[], { post, unopened, before = null }: Read) {
    this.#membership = membership
    this.#before = before
    this.#post = $state.raw(mergePost(emptyPost, membership.facility, post))
    this.#unopened = $state.raw(mergeUnopened(emptyUnopened({ hat: membership, own }), unopened))
  }

  get items(): PostItem[] {
    return this.#post.items.filter(
      (item) => reads(this.#membership, item) && (this.#before === null || item.id < this.#before),
    )
  }

  get more(): boolean {
    return this.#post.more.get(this.#membership.facility) ?? false
  }

  /** What the reader has not opened. */
  get fresh(): ReadonlySet<AnnouncementId> {
    return this.#unopened.ids
  }

  /** Something is there again: only a fresh read says whether it was opened. */
  get stale(): boolean {
    return this.#unopened.stale
  }

  /** Answers the title of what is new here. */
  told(event: ToldEvent): string | undefined {
    this.#post = applyToPost(this.#post, event)
    const known = this.fresh
    this.#unopened = applyToUnopened(this.#unopened, event)
    if (event.name !== 'announcement.published' || event.data === undefined) return undefined
    const { id, title } = event.data
    return this.fresh.has(id) && !known.has(id) ? title : undefined
  }
}
