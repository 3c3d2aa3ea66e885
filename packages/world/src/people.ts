import type { MembershipId, Role } from '@morgenkreis/protocol'
import { apfelhof, kranichweg } from './facilities.ts'
import { igelFamilies } from './families/igel.ts'
import { kranichwegFamilies } from './families/kranichweg.ts'
import { settle } from './families/settle.ts'
import { sonnenFamilies } from './families/sonnen.ts'
import { wellenFamilies } from './families/wellen.ts'
import { idOf } from './ids.ts'
import type { WorldChild, WorldMembership, WorldPerson } from './shapes.ts'
import { staffMemberships, staffPeople } from './staff.ts'

const settled = [
  settle(apfelhof, 1, sonnenFamilies),
  settle(apfelhof, 101, igelFamilies),
  settle(apfelhof, 201, wellenFamilies),
  settle(kranichweg, 301, kranichwegFamilies),
]

export const people: readonly WorldPerson[] = [...staffPeople, ...settled.flatMap((families) => families.people)]

export const memberships: readonly WorldMembership[] = [
  ...staffMemberships,
  ...settled.flatMap((families) => families.memberships),
]

export const children: readonly WorldChild[] = settled.flatMap((families) => families.children)

/** The child of Paula and Paul. */
export const kim = idOf('child', 11)

/** The membership of a person by display name; the role tells the hats of one person apart. */
export function by(name: string, role?: Role): MembershipId {
  const person = people.find((one) => one.name === name)
  const [hat, ...more] = memberships.filter((one) => one.person === person?.id && (!role || one.role === role))
  if (!hat || more.length > 0) throw new Error(`Not exactly one membership: ${name}`)
  return hat.id
}
