import type { PollId } from '@morgenkreis/protocol'
import { asJudged, still, type Turning } from '../../shell/moderated.ts'
import type { Plan } from '../../shell/plan.ts'
import { settling, shownAt } from '../../shell/removal.ts'
import type { Shell } from '../../shell/shell.ts'
import type { PollDoc, PollStore } from './store.ts'

/**
 * How reported polls are judged, and how a law locks one: that is gone for everybody, with what was answered, and stays (K-05).
 */
export function judgePolls(shell: Shell, store: PollStore): void {
  const read = (refs: readonly string[]): Promise<PollDoc[]> =>
    store.model.find({ _id: { $in: refs as PollId[] }, ...shownAt(shell.clock.now()) }).lean()
  const living = async (refs: readonly string[]) => (await read(refs)).filter(({ deletedAt }) => deletedAt === null)

  shell.moderated.register('poll', {
    modules: ['polls'],
    read: async (refs, roster) =>
      asJudged(
        await living(refs),
        (docs) => store.shown(docs, roster),
        ({ question, options }) => ({ title: question, text: options.join('\n'), announcement: null }),
      ),
    turn: async (plan, ref, turn) => turned(plan, still((await living([ref]))[0]), turn),
  })

  // What lies in the trash can be locked, too.
  shell.holdables.register('poll', {
    place: 'poll-line',
    collection: store.native,
    async hold(plan, ref, { heldUntil, roster, now }) {
      const held = await turned(plan, still((await read([ref]))[0]), { to: { heldUntil }, roster, now })
      return held.leavesNothing()
    },
  })

  async function turned<Output>(plan: Plan<Output>, doc: PollDoc, { to, roster, now }: Turning) {
    const { _id: ref, facility, groups, v: before } = doc
    const set = settling(to, doc, now)
    const v = before + 1
    const data = still((await store.shown([{ ...doc, ...set, v }], roster))[0])
    plan.store({ kind: 'update', collection: store.native, facility, id: ref, v: before, set })
    const told =
      'gone' in data
        ? plan.tell('poll.removed', { facility, groups }, { ref, v, data })
        : plan.tell('poll.revealed', { facility, groups }, { ref, v, data })
    // Its place may be remembered until decisions move.
    return told.decides()
  }
}
