import type { GroupId } from '@morgenkreis/protocol'
import { withPassword } from './named.ts'
import { children, memberships } from './people.ts'
import type { WorldAnnouncement, WorldMembership, WorldOpening } from './shapes.ts'
import { announcements, comments } from './week.ts'

const groupOf = new Map(children.map(({ id, group }) => [id, group]))

function reads({ facility, role, groups, children: ties }: WorldMembership, of: WorldAnnouncement): boolean {
  if (facility !== of.facility) return false
  if (role === 'admin' || role === 'council' || groups === 'all' || of.groups === 'all') return true
  const own = role === 'guardian' ? ties.flatMap(({ child }) => groupOf.get(child) ?? []) : groups
  return own.some((group: GroupId) => of.groups.includes(group))
}

const hatOf = new Map(memberships.map((one) => [one.id, one]))
const orderOf = ({ id, children: [tie] }: WorldMembership) =>
  tie === undefined ? memberships.findIndex((one) => one.id === id) : children.findIndex((one) => one.id === tie.child)

const wroteUnder = new Set(comments.map(({ announcement, author }) => `${announcement} ${hatOf.get(author)?.person}`))

/**
 * Who has opened what: those who can log in everything but the newest of their Kita; each other family, and each of the team,
 * leaves some out; who wrote below something has read it.
 */
export const openings: readonly WorldOpening[] = announcements.flatMap((announcement, nth) => {
  const { id, facility } = announcement
  const isNewest = announcements.findLast((one) => one.facility === facility)?.id === id
  const hats = new Map(memberships.filter((hat) => reads(hat, announcement)).map((hat) => [hat.person, hat]))
  return [...hats].flatMap(([person, hat]) => {
    const isNamed = withPassword.some((one) => one === person)
    const opened = isNamed ? !isNewest : (orderOf(hat) + nth * 2) % 5 !== 0
    return opened || wroteUnder.has(`${id} ${person}`) ? [{ announcement: id, person }] : []
  })
})
