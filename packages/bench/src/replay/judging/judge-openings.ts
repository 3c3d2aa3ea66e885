import type { Reached } from '@morgenkreis/protocol'
import { children } from '@morgenkreis/world'
import { groupsOf, touches } from '../cast.ts'
import { concerns } from '../facts/confirmations.ts'
import { isStaff, tieTo } from '../hearing.ts'
import { insist } from '../insisting.ts'
import { isAnnouncement, type PublishedAnnouncement } from '../kita.ts'
import type { Phone } from '../phone.ts'
import type { Difference } from '../record.ts'
import type { Stage } from '../stage.ts'
import { miscounted } from '../states.ts'

const mostAsked = 20

/** Staff sees for each child of its groups whether a guardian has opened an announcement, as the record says (N4). */
export async function judgeOpenings(stage: Stage, phone: Phone): Promise<Difference[]> {
  const { name, hats } = phone.player
  const removed = new Set(
    stage.kita.record.flatMap(({ event, ref }) => (event === 'announcement.removed' ? [ref] : [])),
  )
  const standing = stage.kita.published.filter(isAnnouncement).filter(({ id }) => !removed.has(id))
  const found: Difference[] = []
  for (const hat of hats.filter(isStaff)) {
    for (const one of standing.filter(({ place }) => touches(hat, place)).slice(-mostAsked)) {
      const input = { announcement: one.id }
      const reply = await insist(() => phone.door, 'announcement.reach', { as: hat.id, input })
      const read = reply.ok ? reply.data.children.map(({ child, reached }) => ({ child, reached })) : []
      const expected = reachFor(stage, one, groupsOf(hat))
      found.push(...miscounted(name, `reach of ${one.id}`, expected, read.sort(byChild)))
    }
  }
  return found
}

function reachFor({ kita }: Stage, { id, place }: PublishedAnnouncement, groups: ReturnType<typeof groupsOf>) {
  const opened = kita.opened.get(id)
  return children
    .filter((child) => child.facility === place.facility && concerns({ place }, child.id))
    .filter(({ group }) => groups === 'all' || groups.includes(group))
    .map(({ id: child }): { child: typeof child; reached: Reached } => {
      const guardians = kita.members.filter((hat) => tieTo(hat, child) !== undefined)
      if (guardians.length === 0) return { child, reached: 'unreachable' }
      return { child, reached: guardians.some(({ person }) => opened?.has(person)) ? 'opened' : 'open' }
    })
    .sort(byChild)
}

const byChild = (one: { child: string }, other: { child: string }) => one.child.localeCompare(other.child)
