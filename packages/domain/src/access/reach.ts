import type { Circle, GroupId, Partner, Right } from '@morgenkreis/protocol'
import type { Membership } from './membership.ts'
import type { FacilityPlace } from './place.ts'

/** How far a membership reaches: a cell of the permission table. */
export interface Reach {
  (who: Membership, where: FacilityPlace): boolean
  /** As docs/permissions.md prints it. */
  readonly label: string
}

const reach = (label: string, reaches: (who: Membership, where: FacilityPlace) => boolean): Reach =>
  Object.assign((who: Membership, where: FacilityPlace) => who.facility === where.facility && reaches(who, where), {
    label,
  })

const inGroup = (who: Membership, group: GroupId) => who.groups === 'all' || who.groups.includes(group)

/** Nothing at all. */
export const never = reach('–', () => false)
/** Anywhere in the own facility. */
export const facility = reach('facility', () => true)
/** A group in common; a facility-wide place is shared by every member. */
export const shares = reach(
  'shares',
  (who, { groups }) => groups === 'all' || groups.some((group) => inGroup(who, group)),
)
/** Every group named is one of the own; a facility-wide place needs a membership with all groups. */
export const covers = reach('covers', (who, { groups }) => {
  if (groups === 'all') return who.groups === 'all'
  return groups.length > 0 && groups.every((group) => inGroup(who, group))
})
/** The write right in every group named; a facility-wide place needs a membership with all groups. */
export const writes = reach('writes', (who, { groups }) => {
  if (!who.writes) return false
  if (groups === 'all') return who.groups === 'all'
  // `every` on an empty list is true: nothing named opens nothing.
  return groups.length > 0 && groups.every((group) => inGroup(who, group))
})
/** Written under this very membership. */
export const own = reach('own', (who, { author }) => author === who.id)
/** Concerns own children, and only them. */
export const child = reach(
  'child',
  (who, { children = [] }) => children.length > 0 && children.every((one) => who.children.includes(one)),
)
/** Holds a right granted beside the role (K-74). */
export const has = (right: Right) => reach(`has(${right})`, (who) => who.rights.includes(right))

/** In a thread of this kind. */
export const within = (circle: Circle) => reach(`within(${circle})`, (_who, where) => where.circle === circle)

/** One of the guardians whom a conversation belongs to. */
export const party = reach(
  'party',
  (who, { circle, parties = [] }) => circle === 'conversation' && parties.includes(who.id),
)

/** A conversation that this role answers. */
export const answers = (partner: Partner) =>
  reach(`answers(${partner})`, (_who, where) => where.circle === 'conversation' && where.partner === partner)

/** Where staff moderates: announcements, what stands under them, and group chats. */
export const moderated = reach('moderated', (_who, { circle }) => circle === undefined || circle === 'group')

export const both = (a: Reach, b: Reach) =>
  reach(`${a.label} and ${b.label}`, (who, where) => a(who, where) && b(who, where))
export const either = (a: Reach, b: Reach) =>
  reach(`${a.label} or ${b.label}`, (who, where) => a(who, where) || b(who, where))
