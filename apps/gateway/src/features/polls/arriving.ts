import { isOpen } from '@morgenkreis/domain'
import type { PollId } from '@morgenkreis/protocol'
import type { Shell } from '../../shell/shell.ts'
import { ownVotes } from './own.ts'
import type { PollStore } from './store.ts'
import type { VoteStore } from './votes.ts'

/** Nobody is told of a poll that is over, or in which all was answered that they were asked. Who has read it nobody knows. */
export function arriving(shell: Shell, store: PollStore, votes: VoteStore): void {
  shell.notifying.arrivals.register('poll.published', async (ref, person, roster) => {
    const doc = await store.model.findById(ref as PollId).lean()
    if (doc === null || !isOpen(doc, shell.clock.now())) return true
    const hats = roster.ofPerson.get(person) ?? []
    const own = await Promise.all(hats.map((hat) => ownVotes([doc], hat, { roster, votes })))
    const asked = own.flat().flatMap((poll) => poll.votes)
    return asked.length > 0 && asked.every(({ voted }) => voted) ? true : null
  })
}
