import { applyToThreads, emptyThreads, mergeThreads, type Threads } from '@morgenkreis/client'
import type { MembershipId, OutputOf, Thread, ToldEvent } from '@morgenkreis/protocol'

/** The chats and conversations of the membership acted under: what was read, and what the rooms told since. */
export class Inbox {
  #threads: Threads

  constructor(own: readonly MembershipId[], read: OutputOf<'thread.list'>) {
    this.#threads = $state.raw(mergeThreads(emptyThreads(own), read))
  }

  get items(): readonly Thread[] {
    return this.#threads.items
  }

  get stale(): boolean {
    return this.#threads.stale
  }

  told(event: ToldEvent) {
    this.#threads = applyToThreads(this.#threads, event)
  }
}
