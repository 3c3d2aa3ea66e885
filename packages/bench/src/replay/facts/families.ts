import type { ChildId, PersonId } from '@morgenkreis/protocol'
import type { WorldMembership } from '@morgenkreis/world'

export interface Family {
  readonly persons: Set<PersonId>
  readonly children: Set<ChildId>
}

/** Guardians connected by common children. */
export function familiesAmong(members: readonly WorldMembership[]): Family[] {
  let families: Family[] = []
  for (const { person, role, children: ties } of members) {
    if (role !== 'guardian') continue
    const own: Family = { persons: new Set([person]), children: new Set(ties.map(({ child }) => child)) }
    const isOurs = ({ persons, children }: Family) =>
      persons.has(person) || [...own.children].some((child) => children.has(child))
    for (const known of families.filter(isOurs)) {
      for (const one of known.persons) own.persons.add(one)
      for (const one of known.children) own.children.add(one)
    }
    families = [...families.filter((known) => !isOurs(known)), own]
  }
  return families
}
