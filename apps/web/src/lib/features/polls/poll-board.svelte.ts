import { SvelteSet } from 'svelte/reactivity'
import { applyToPolls, emptyPolls, mergePolls, type PollItem, type Polls } from '@morgenkreis/client'
import type { OutputOf, OwnMembership, OwnVote, PollId, ToldEvent } from '@morgenkreis/protocol'
import type { Live } from '#lib/shell/live/live.svelte.ts'

/** A poll among the post. */
export interface PollEntry {
  readonly id: PollId
  readonly at: string
  readonly groups: PollItem['groups']
  readonly poll: PollItem
}

/** The polls of the membership acted under: what was read, and what the rooms told since. */
export class PollBoard {
  /** What arrived while the page was open. */
  readonly fresh = new SvelteSet<PollId>()
  readonly #membership: OwnMembership
  readonly #before: string | null
  #polls: Polls

  /** Read nothing where a Kita has no polls. */
  constructor(membership: OwnMembership, read: OutputOf<'poll.list'> | null, before: string | null = null) {
    this.#membership = membership
    this.#before = before
    this.#polls = $state.raw(read === null ? emptyPolls : mergePolls(emptyPolls, membership.facility, read))
  }

  get items(): PollEntry[] {
    return this.#polls.items
      .filter((item) => this.#isMine(item) && (this.#before === null || item.id < this.#before))
      .map((poll) => ({ id: poll.id, at: poll.at, groups: poll.groups, poll }))
  }

  get more(): boolean {
    return this.#polls.more.get(this.#membership.facility) ?? false
  }

  ownOf(poll: PollId): readonly OwnVote[] {
    return this.#polls.own.get(poll) ?? []
  }

  /** Answers the question of what is new here. */
  told(event: ToldEvent): string | undefined {
    this.#polls = applyToPolls(this.#polls, event)
    if (event.name !== 'poll.published' || event.data === undefined) return undefined
    const { id, question, author } = event.data
    if (author.membership === this.#membership.id || !this.items.some((item) => item.id === id)) return undefined
    this.fresh.add(id)
    return question
  }

  /** Reads anew what is not told. For effects. */
  keep(live: Live): void {
    if (this.#polls.stale && this.#membership.role === 'guardian' && live.line === 'live') void this.#read(live)
  }

  async #read(live: Live): Promise<void> {
    const { id: as, facility } = this.#membership
    const reply = await live.door?.call('poll.list', { as, input: { facility } }).catch(() => undefined)
    if (reply?.ok)
      this.#polls = mergePolls(this.#polls, facility, { ...reply.data, more: this.more || reply.data.more })
  }

  // The rooms of the person's other hats are heard, too; a list shows what the hat that is on may read.
  #isMine({ facility, groups }: PollItem) {
    const mine = this.#membership
    if (facility !== mine.facility) return false
    if (mine.role === 'admin' || mine.role === 'council' || mine.groups === 'all' || groups === 'all') return true
    return groups.some((group) => mine.groups.includes(group))
  }
}
