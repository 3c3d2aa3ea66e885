import { applyToPolls, emptyPolls, mergePolls } from '@morgenkreis/client'
import type { Door, Polls } from '@morgenkreis/client'
import type { OutputOf, ToldEvent } from '@morgenkreis/protocol'
import type { Player } from '../cast.ts'
import type { Shown } from '../states.ts'
import { unlessClosed } from './line.ts'
import type { Part } from './part.ts'

/** Polls, and what of each is the own answer. */
export class PollScreen implements Part {
  #polls: Polls = emptyPolls

  apply(event: ToldEvent): void {
    this.#polls = applyToPolls(this.#polls, event)
  }

  async read(door: Door, { hats }: Player): Promise<void> {
    let polls = emptyPolls
    for (const { id: as, facility } of hats) {
      for (let before: OutputOf<'poll.list'>['polls'][number]['id'] | undefined; ;) {
        const reply = await door.call('poll.list', { as, input: before ? { facility, before } : { facility } })
        const page = unlessClosed('poll.list', reply)
        if (page === undefined) break
        polls = mergePolls(polls, facility, page)
        before = page.polls.at(-1)?.id
        if (!page.more || before === undefined) break
      }
    }
    this.#polls = polls
  }

  get isStale(): boolean {
    return this.#polls.stale
  }

  get lines(): Shown[] {
    return this.#polls.items.flatMap((item): Shown[] => {
      if ('gone' in item) return [{ ref: item.id, text: null }]
      const votes = this.#polls.own.get(item.id) ?? []
      return [
        { ref: item.id, text: item.question },
        ...votes.map((vote) => ({ ref: `vote in ${item.id} for ${vote.child ?? 'all'}`, text: JSON.stringify(vote) })),
      ]
    })
  }
}
