import { asJudged, still, type Turning } from '../../shell/moderated.ts'
import type { Plan } from '../../shell/plan.ts'
import { settling } from '../../shell/removal.ts'
import type { Roster } from '../../shell/roster/roster.ts'
import type { Shell } from '../../shell/shell.ts'
import type { CommentDoc, CommentStore } from './store.ts'

type Read = (refs: readonly string[], roster: Roster) => Promise<CommentDoc[]>

/** How reported comments are judged, and how a law locks one; those of a removed announcement are gone with it. */
export function judgeComments(shell: Shell, store: CommentStore, read: Read): void {
  const living: Read = async (refs, roster) => (await read(refs, roster)).filter(({ deletedAt }) => deletedAt === null)

  shell.moderated.register('comment', {
    modules: ['announcements', 'comments'],
    read: async (refs, roster) =>
      asJudged(
        await living(refs, roster),
        (docs) => store.shown(docs, roster),
        ({ text }, { announcement }) => ({ title: null, text, announcement }),
      ),
    turn: async (plan, ref, turn) => turned(plan, still((await living([ref], turn.roster))[0]), turn),
  })

  // What lies in the trash can be locked, too.
  shell.holdables.register('comment', {
    place: 'comment-line',
    collection: store.native,
    async hold(plan, ref, { heldUntil, roster, now }) {
      const held = await turned(plan, still((await read([ref], roster))[0]), { to: { heldUntil }, roster, now })
      return held.leavesNothing()
    },
  })

  async function turned<Output>(plan: Plan<Output>, doc: CommentDoc, { to, roster, now }: Turning) {
    const { _id: ref, facility, groups, v: before } = doc
    const set = settling(to, doc, now)
    const v = before + 1
    const data = still((await store.shown([{ ...doc, ...set, v }], roster))[0])
    plan.store({ kind: 'update', collection: store.native, facility, id: ref, v: before, set })
    return 'gone' in data
      ? plan.tell('comment.removed', { facility, groups }, { ref, v, data })
      : plan.tell('comment.revealed', { facility, groups }, { ref, v, data })
  }
}
