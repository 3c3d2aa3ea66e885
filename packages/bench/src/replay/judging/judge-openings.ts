import type { Reached } from '@morgenkreis/protocol'
import { people } from '@morgenkreis/world'
import { groupsOf, touches } from '../cast.ts'
import { childrenHere } from '../children-here.ts'
import { concerns } from '../facts/confirmations.ts'
import { isStaff, tieTo } from '../hearing.ts'
import { insist } from '../insisting.ts'
import { isAnnouncement, type PublishedAnnouncement } from '../kita.ts'
import type { Phone } from '../phone.ts'
import type { Difference } from '../record.ts'
import type { Stage } from '../stage.ts'
import { miscounted } from '../states.ts'

const mostAsked = 20
const nameOf = new Map<string, string>(people.map(({ id, name }) => [id, name]))

export type WantsMail = (name: string) => boolean

/** Staff sees for each child of its groups whether a guardian has opened an announcement, as the record says (N4). */
export async function judgeOpenings(stage: Stage, phone: Phone, wantsMail: WantsMail): Promise<Difference[]> {
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
      const expected = reachFor(stage, one, { groups: groupsOf(hat), wantsMail })
      found.push(...miscounted(name, `reach of ${one.id}`, expected, read.sort(byChild)))
    }
  }
  return found
}

function reachFor(
  { kita }: Stage,
  { id, place }: PublishedAnnouncement,
  { groups, wantsMail }: { groups: ReturnType<typeof groupsOf>; wantsMail: WantsMail },
) {
  const opened = kita.opened.get(id)
  const sent = kita.record.find(({ event, ref }) => event === 'announcement.published' && ref === id)
  // An hour after something urgent the mail is out; what is not urgent is a day away from it.
  const mailed = (name: string) =>
    sent?.rings?.urgent === true && sent.audience.has(name) && sent.rings.by !== name && wantsMail(name)
  return childrenHere()
    .filter((child) => child.facility === place.facility && concerns({ place }, child.id))
    .filter(({ group }) => groups === 'all' || groups.includes(group))
    .map(({ id: child }): { child: typeof child; reached: Reached } => {
      const guardians = kita.members.filter((hat) => tieTo(hat, child) !== undefined)
      if (guardians.length === 0) return { child, reached: 'unreachable' }
      if (guardians.some(({ person }) => opened?.has(person))) return { child, reached: 'opened' }
      return { child, reached: guardians.some(({ person }) => mailed(nameOf.get(person) ?? '')) ? 'mailed' : 'open' }
    })
    .sort(byChild)
}

const byChild = (one: { child: string }, other: { child: string }) => one.child.localeCompare(other.child)
