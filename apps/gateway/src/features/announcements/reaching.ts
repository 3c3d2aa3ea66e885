import { familiesReached, guardiansOf, reachedOf } from '@morgenkreis/domain'
import { readReach, type AnnouncementId, type ChildId, type PersonId } from '@morgenkreis/protocol'
import { orNotFound } from '../../shell/refused.ts'
import { place } from '../../shell/registry.ts'
import { visible } from '../../shell/removal.ts'
import type { Roster } from '../../shell/roster/roster.ts'
import type { Shell } from '../../shell/shell.ts'
import { childrenShownTo } from './concerned.ts'
import type { OpeningStore } from './opening-store.ts'
import { publishedAt, type AnnouncementStore } from './store.ts'

/** Staff see whom an announcement has reached, and how far the ladder came for the others (N4). */
export function reaching(shell: Shell, store: AnnouncementStore, openings: OpeningStore): void {
  const { deliveries } = shell.notifying.store

  shell.on(readReach, {
    where: ({ announcement }) => place('announcement', announcement),
    async run({ actor, roster, now }, { announcement }) {
      const found = await store.model.findOne({ _id: announcement, ...visible, ...publishedAt(now) }).lean()
      const { groups } = orNotFound(found)
      const [shown, opened, mailed] = await Promise.all([
        childrenShownTo(actor, { groups }, { roster, shell }),
        openings.readersOf(announcement),
        mailedOf(announcement),
      ])
      const children = shown.map((child) => ({
        ...child,
        reached: reachedOf(personsOf(child.child, roster), { opened, mailed }),
      }))
      const guardians = [...roster.members.values()].filter(({ role }) => role === 'guardian')
      const families = familiesReached(new Map(children.map(({ child, reached }) => [child, reached])), guardians)
      return { announcement, families, children }
    },
  })

  /** Who was mailed a link to it, for as long as the link opens it. */
  async function mailedOf(announcement: AnnouncementId): Promise<Set<PersonId>> {
    const mailed = { ref: announcement, subscription: null, event: 'announcement.published', state: 'taken' } as const
    const found = await deliveries.model.find(mailed).select('person').lean()
    return new Set(found.map(({ person }) => person))
  }
}

const personsOf = (child: ChildId, { members }: Roster): PersonId[] =>
  guardiansOf(child, members.values()).flatMap((id) => members.get(id)?.person ?? [])
