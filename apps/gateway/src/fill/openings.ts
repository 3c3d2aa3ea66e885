import { expiresBy } from '@morgenkreis/domain'
import type { OpeningStore } from '../features/announcements/opening-store.ts'
import type { Insert } from '../shell/plan.ts'
import type { Beginning } from './shapes.ts'

/** Who has opened which of the announcements at a beginning. */
export function openingsOf({ announcements, openings = [] }: Beginning, store: OpeningStore): Insert[] {
  const byId = new Map(announcements.map((one) => [one.id, one]))
  return openings.flatMap(({ announcement, person }) => {
    const of = byId.get(announcement)
    if (of === undefined) return []
    const { id: _id, facility, at } = of
    return [store.opening({ _id, facility, at, expiresAt: expiresBy({}, 'announcements', at) }, person)]
  })
}
