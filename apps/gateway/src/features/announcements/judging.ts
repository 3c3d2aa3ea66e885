import { still } from '../../shell/moderated.ts'
import { settling } from '../../shell/removal.ts'
import type { Shell } from '../../shell/shell.ts'
import type { AnnouncementDoc, AnnouncementStore } from './store.ts'

/** How reported announcements are judged. */
export function judgeAnnouncements(
  shell: Shell,
  store: AnnouncementStore,
  read: (refs: readonly string[]) => Promise<AnnouncementDoc[]>,
): void {
  const living = async (refs: readonly string[]) => (await read(refs)).filter(({ deletedAt }) => deletedAt === null)

  shell.moderated.register('announcement', {
    modules: ['announcements'],
    async read(refs, roster) {
      const docs = new Map((await living(refs)).map((doc) => [doc._id, doc]))
      const opened = await store.shown(
        [...docs.values()].map((doc) => ({ ...doc, hiddenAt: null })),
        roster,
      )
      return opened.flatMap((one) => {
        const doc = docs.get(one.id)
        if (doc === undefined || 'gone' in one) return []
        const { groups, author, at, hiddenAt = null } = doc
        const said = { title: one.title, text: one.text, at, hidden: hiddenAt !== null }
        return [{ ref: one.id, groups, author, ...said, announcement: one.id, thread: null }]
      })
    },
    async turn(plan, ref, { to, roster, now }) {
      const doc = still((await living([ref]))[0])
      const { facility, groups, v: before } = doc
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
    },
  })
}
