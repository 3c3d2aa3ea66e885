import { signs } from '@morgenkreis/protocol'
import type { Beginning } from '../installation.ts'
import type { Family, Guardian, Kid, Somebody, Town } from './town.ts'

export type Twin = 'a' | 'b'

/**
 * How a world begins. In its twin everything is another that no guardian may know of other families: names, signs and labels of
 * children, names of guardians who say nothing in public, who has custody.
 */
export function beginningOf(town: Town, twin: Twin): Beginning {
  const { facility, groups, modules, staff, observed, partner, own, families } = town
  const employees = Object.values(staff)
  const ownFamily = [observed, ...(partner === null ? [] : [partner])]
  const silent = families.filter(({ talks }) => !talks).flatMap(({ guardians }) => guardians)
  const other = twin === 'b'
  return {
    facilities: [
      {
        id: facility,
        name: `Kita ${town.world}`,
        ...{ phone: null, email: null, address: null },
        modules: [...modules],
        groups: groups.map((group, n) => ({
          ...{ ...group, name: `Gruppe ${n + 1}`, ribbon: n === 0 ? ('dots' as const) : ('waves' as const) },
          opensAt: '07:00',
        })),
      },
    ],
    people: [
      ...[...employees, ...ownFamily, ...families.flatMap(({ guardians }) => guardians)].map((one) =>
        personOf(one, other && silent.includes(one as Guardian)),
      ),
    ],
    children: [
      ...own.map((kid) => ({ ...kid, facility })),
      ...families.flatMap(({ kids }) => kids.map((kid) => ({ ...(other ? renamed(kid) : kid), facility }))),
    ],
    memberships: [
      ...employees.map(({ person, as, role, groups: named, rights }) => ({
        ...{ id: as, person, facility, role, writes: true, rights: [...rights], children: [] },
        groups: named === 'all' ? ('all' as const) : [...named],
      })),
      ...hatsOf({ guardians: ownFamily, kids: own, talks: false }, facility, false),
      ...families.flatMap((family) => hatsOf(family, facility, other)),
    ],
    announcements: [],
    comments: [],
  }
}

const personOf = ({ person, name }: Somebody, other: boolean) => ({
  ...{ id: person, email: `${person}@welten.example`, password: null },
  name: other ? `Ganz anders: ${name}` : name,
})

const renamed = (kid: Kid): Kid => ({
  ...kid,
  name: `Anderer Name von ${kid.name}`,
  sign: signs[(signs.indexOf(kid.sign) + 5) % signs.length] ?? kid.sign,
})

const hatsOf = ({ guardians, kids }: Family, facility: Town['facility'], other: boolean): Beginning['memberships'] =>
  guardians.map(({ person, as, household }) => ({
    ...{ id: as, person, facility, role: 'guardian', groups: [], writes: false, rights: [] },
    children: kids.map(({ id }) => ({ child: id, label: other ? 'Spatz' : null, custody: !other, household })),
  }))
