import type { PollId } from '@morgenkreis/protocol'
import { still } from '../../shell/moderated.ts'
import { settling, shownAt } from '../../shell/removal.ts'
import type { Shell } from '../../shell/shell.ts'
import type { PollStore } from './store.ts'

/** A poll that a law forbids to delete is gone for everybody, with what was answered, and stays (K-05). */
export function holdingPolls(shell: Shell, store: PollStore): void {
  shell.holdables.register('poll', {
    place: 'poll-line',
    collection: store.native,
    async hold(plan, ref, { heldUntil, roster, now }) {
      const doc = still((await store.model.findOne({ _id: ref as PollId, ...shownAt(now) }).lean()) ?? undefined)
      const { facility, groups, v: before } = doc
      const set = settling({ heldUntil }, doc, now)
      const v = before + 1
      const data = still((await store.shown([{ ...doc, ...set, v }], roster))[0])
      plan.store({ kind: 'update', collection: store.native, facility, id: ref, v: before, set })
      if (!('gone' in data)) return plan
      return plan.tell('poll.removed', { facility, groups }, { ref, v, data }).decides().leavesNothing()
    },
  })
}
