import type { ChildId, PersonId } from '@morgenkreis/protocol'
import type { Membership } from '../access/membership.ts'

/** Families are guardians connected by common children: each person of `guardians` gets the name of its family. A number for display only. */
export function familiesAmong(guardians: readonly Membership[]): Map<PersonId, number> {
  const familyOf = new Map<PersonId, number>()
  const byChild = new Map<ChildId, PersonId[]>()
  const childrenOf = new Map<PersonId, ChildId[]>()
  for (const { person, children } of guardians) {
    childrenOf.set(person, [...(childrenOf.get(person) ?? []), ...children])
    for (const child of children) byChild.set(child, [...(byChild.get(child) ?? []), person])
  }
  let family = 0
  for (const start of childrenOf.keys()) {
    if (familyOf.has(start)) continue
    const open = [start]
    for (let person = open.pop(); person !== undefined; person = open.pop()) {
      if (familyOf.has(person)) continue
      familyOf.set(person, family)
      for (const child of childrenOf.get(person) ?? []) open.push(...(byChild.get(child) ?? []))
    }
    family += 1
  }
  return familyOf
}
