import { asJudged, still, type Turning } from '../../shell/moderated.ts'
import type { Plan } from '../../shell/plan.ts'
import { settling } from '../../shell/removal.ts'
import type { Shell } from '../../shell/shell.ts'
import type { AnnouncementDoc, AnnouncementStore } from './store.ts'

/** How reported announcements are judged, and how a law locks one. */
export function judgeAnnouncements(
  shell: Shell,
  store: AnnouncementStore,
  read: (refs: readonly string[]) => Promise<AnnouncementDoc[]>,
): void {
  const living = async (refs: readonly string[]) => (await read(refs)).filter(({ deletedAt }) => deletedAt === null)

  shell.moderated.register('announcement', {
    modules: ['announcements'],
    read: async (refs, roster) =>
      asJudged(
        await living(refs),
        (docs) => store.shown(docs, roster),
        ({ id, title, text }) => ({ title, text, announcement: id }),
      ),
    turn: async (plan, ref, turn) => turned(plan, still((await living([ref]))[0]), turn),
  })

  // What lies in the trash can be locked, too.
  shell.holdables.register('announcement', {
    place: 'announcement-line',
    collection: store.native,
    async hold(plan, ref, { heldUntil, roster, now }) {
      const held = await turned(plan, still((await read([ref]))[0]), { to: { heldUntil }, roster, now })
      return held.leavesNothing()
    },
  })

  async function turned<Output>(plan: Plan<Output>, doc: AnnouncementDoc, { to, roster, now }: Turning) {
    const { _id: ref, facility, groups, v: before } = doc
    const set = settling(to, doc, now)
    const v = before + 1
    const data = still((await store.shown([{ ...doc, ...set, v }], roster))[0])
    plan.store({ kind: 'update', collection: store.native, facility, id: ref, v: before, set })
    const told =
      'gone' in data
        ? plan.tell('announcement.removed', { facility, groups }, { ref, v, data })
        : plan.tell('announcement.revealed', { facility, groups }, { ref, v, data })
    // The place of what stands under it may be remembered until decisions move.
    return told.decides()
  }
}
