import type { FacilityId } from '@morgenkreis/protocol'
import { idOf } from '../ids.ts'
import { demoPassword, emailOf, named } from '../named.ts'
import type { Tie, WorldChild, WorldMembership, WorldPerson } from '../shapes.ts'
import type { FamilyRow, GuardianRow } from './row.ts'

export interface Settled {
  people: WorldPerson[]
  memberships: WorldMembership[]
  children: WorldChild[]
}

function guardian(row: GuardianRow, facility: FacilityId, at: { family: number; n: number; children: WorldChild[] }) {
  const [name, labels, { as, language = 'de', custody = true, household = null } = {}] = row
  const number = 1000 + at.family * 10 + at.n
  const ties = at.children.flatMap(({ id }, i): Tie[] => {
    const label = labels[i] ?? null
    return label === false ? [] : [{ child: id, label, custody, household }]
  })
  const person: WorldPerson = {
    id: as ? named[as].person : idOf('person', number),
    email: emailOf(as ?? `familie-${at.family}-${at.n}`),
    password: as ? demoPassword : null,
    name,
    language,
  }
  const membership: WorldMembership = {
    id: as ? named[as].guardian : idOf('membership', number),
    person: person.id,
    facility,
    role: 'guardian',
    groups: [],
    writes: false,
    rights: [],
    children: ties,
  }
  return { person, membership }
}

/** Turns the rows of a table into people, memberships and children; `first` numbers the first family. */
export function settle(facility: FacilityId, first: number, rows: readonly FamilyRow[]): Settled {
  const families = rows.map(([childRows, guardianRows], i) => {
    const family = first + i
    const children = childRows.map(([name, sign, group], n): WorldChild => {
      return { id: idOf('child', family * 10 + n + 1), facility, group, sign, name }
    })
    return {
      children,
      guardians: guardianRows.map((row, n) => guardian(row, facility, { family, n: n + 1, children })),
    }
  })
  return {
    people: families.flatMap(({ guardians }) => guardians.map(({ person }) => person)),
    memberships: families.flatMap(({ guardians }) => guardians.map(({ membership }) => membership)),
    children: families.flatMap(({ children }) => children),
  }
}
