import { SvelteSet } from 'svelte/reactivity'
import { applyToThread, emptyThread, mergeThread, type Thread } from '@morgenkreis/client'
import type { AnnouncementId, Comment, CommentId, GoneComment, OutputOf, ToldEvent } from '@morgenkreis/protocol'

/** The comments under one announcement: what was read, and what the rooms and the outbox told since. */
export class Conversation {
  /** Own comments that were stored while the page was open: they carry their mark. */
  readonly sent = new SvelteSet<CommentId>()
  #thread: Thread

  constructor(announcement: AnnouncementId, read: OutputOf<'comment.list'>) {
    this.#thread = $state.raw(mergeThread(emptyThread(announcement), read))
  }

  get items() {
    return this.#thread.items
  }

  /** Nobody writes here for now. */
  get locked() {
    return this.#thread.locked
  }

  /** Answers the comment that is new here. */
  told(event: ToldEvent): Comment | undefined {
    const before = this.#thread.items
    this.#thread = applyToThread(this.#thread, event)
    if (event.name !== 'comment.published' || event.data === undefined) return undefined
    const { data } = event
    return data.announcement === this.#thread.announcement && !before.some(({ id }) => id === data.id)
      ? data
      : undefined
  }

  /** Takes the reply to what was sent from here. */
  replied(comment: Comment | GoneComment) {
    if (comment.announcement !== this.#thread.announcement) return
    if (!('gone' in comment)) this.sent.add(comment.id)
    this.#thread = mergeThread(this.#thread, { comments: [comment], locked: this.locked })
  }
}
