import type { FacilityId, GroupId, Groups, MembershipId, PersonId } from '@morgenkreis/protocol'
import { apfelhof, memberships, people } from '@morgenkreis/world'
import type { WorldMembership } from '@morgenkreis/world'
import { groupOfChild } from './children-here.ts'

/** Where something is published, and what it is: enough to say who hears it. */
export interface Place {
  facility: FacilityId
  groups: Groups
}

/** One who plays: a person with all hats. */
export interface Player {
  person: PersonId
  name: string
  hats: WorldMembership[]
}

/** The groups of a hat; a guardian's are those of the children. */
export function groupsOf(hat: WorldMembership): 'all' | GroupId[] {
  if (hat.role !== 'guardian') return hat.groups
  return hat.children.flatMap(({ child }) => groupOfChild(child) ?? [])
}

export const touches = (hat: WorldMembership, { facility, groups }: Place) => {
  if (hat.facility !== facility) return false
  const own = groupsOf(hat)
  // Nothing named is nowhere: the group of a child that left.
  return groups === 'all' || groups.some((group) => own === 'all' || own.includes(group))
}

/**
 * By the requirements, not by the product's tables, so that a wrong table is found: an announcement is for families and staff of
 * its groups (K-36) and for the council (decision 13), a comment for families and staff of the announcement's groups.
 */
export function hears({ hats }: Player, kind: 'announcement' | 'comment', place: Place): boolean {
  return hats.some((hat) =>
    hat.role === 'council' ? kind === 'announcement' && hat.facility === place.facility : touches(hat, place),
  )
}

/** The hat under which a player may comment there: a guardian who shares, staff with the write right (K-31). */
export function commentsAs({ hats }: Player, place: Place): MembershipId | undefined {
  return hats.find(({ role, ...hat }) => {
    if (role === 'council') return false
    if (role === 'guardian') return touches({ role, ...hat }, place)
    return writesIn({ role, ...hat }, place)
  })?.id
}

/** The write right counts in every group named; for the whole facility it takes a hat with all groups. */
export function writesIn(hat: WorldMembership, { facility, groups }: Place): boolean {
  if (hat.facility !== facility || !(hat.writes || hat.role === 'admin')) return false
  if (hat.role === 'guardian') return false
  return hat.groups === 'all' || (groups !== 'all' && groups.every((group) => hat.groups.includes(group)))
}

/** Guardians connected by common children, in the order of the world. */
function familiesOf(facility: FacilityId): PersonId[][] {
  const families: { persons: PersonId[]; children: Set<string> }[] = []
  for (const { person, facility: at, role, children: ties } of memberships) {
    if (at !== facility || role !== 'guardian') continue
    const known = families.find((family) => ties.some(({ child }) => family.children.has(child)))
    const family = known ?? { persons: [], children: new Set<string>() }
    if (!known) families.push(family)
    family.persons.push(person)
    for (const { child } of ties) family.children.add(child)
  }
  return families.map((family) => family.persons)
}

/** The most families that the world holds. */
export const mostFamilies = familiesOf(apfelhof).length

/**
 * The first families of Kita Apfelhof, its staff and council, and everybody of the other Kita, who must hear nothing of it.
 * The named people are always among them.
 */
export function castOf(families: number): Player[] {
  const all = familiesOf(apfelhof)
  const away = new Set(all.slice(families).flat())
  return people
    .filter(({ id, password }) => password !== null || !away.has(id))
    .map(({ id, name }) => ({ person: id, name, hats: memberships.filter(({ person }) => person === id) }))
}
