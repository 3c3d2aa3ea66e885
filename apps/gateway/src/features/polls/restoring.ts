import { mayRestore } from '@morgenkreis/domain'
import { restorePoll, type Poll } from '@morgenkreis/protocol'
import { plan } from '../../shell/plan.ts'
import { Refused } from '../../shell/refused.ts'
import { place } from '../../shell/registry.ts'
import { orGone, restoring } from '../../shell/removal.ts'
import type { Roster } from '../../shell/roster/roster.ts'
import type { Shell } from '../../shell/shell.ts'
import type { PollStore } from './store.ts'

/** Polls lie in the trash for seven days, and come back from it with every answer that was given (K-82). */
export function restoringPolls(
  shell: Shell,
  store: PollStore,
  again: (ref: string, roster: Roster) => Promise<Poll>,
): void {
  shell.trash.register('poll', {
    modules: ['polls'],
    stored: store,
    remove: 'poll.remove',
    restore: 'poll.restore',
    texts: (ids) => store.texts(ids),
  })

  shell.on(restorePoll, {
    where: ({ poll }) => place('deleted-poll', poll),
    async run({ actor, roster, now }, { poll }, where) {
      const doc = orGone(await store.model.findById(poll).lean(), now)
      if (!mayRestore(actor, 'poll.restore', where, doc.gone)) throw new Refused('forbidden')
      const { facility, v: before } = doc
      const v = before + 1
      const [data] = await store.shown([{ ...doc, ...restoring, v }], roster)
      if (data === undefined || 'gone' in data) throw new Refused('gone')
      return plan(data)
        .store({ kind: 'update', collection: store.native, facility, id: poll, v: before, set: restoring })
        .tell('poll.restored', where, { ref: poll, v, data })
        .decides()
    },
    again: ({ roster }, ref) => again(ref, roster),
  })
}
