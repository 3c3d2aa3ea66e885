import type { FacilityId, Role } from '@morgenkreis/protocol'
import { apfelhof, igel, kraniche, kranichweg, sonnen, wellen } from './facilities.ts'
import { idOf } from './ids.ts'
import { demoPassword, emailOf, named, withPassword } from './named.ts'
import type { Right, WorldMembership, WorldPerson } from './shapes.ts'

type Row = readonly [
  name: string,
  mailbox: string,
  person: WorldPerson['id'],
  membership: WorldMembership['id'],
  facility: FacilityId,
  role: Role,
  groups: WorldMembership['groups'],
  writes: boolean,
  rights: Right[],
]

const { anna, emre, frieda, clara, olga } = named
const person = (n: number) => idOf('person', 100 + n)
const membership = (n: number) => idOf('membership', 100 + n)

// Clara's row is her council hat; the guardian hat stands with her family.
// prettier-ignore
const rows: readonly Row[] = [
  ['Anna Holderbusch',   'anna',    anna.person,   anna.admin,      apfelhof,   'admin',    'all',      true,  ['health', 'moderate', 'export']],
  ['Emre Yıldızhan',     'emre',    emre.person,   emre.educator,   apfelhof,   'educator', [sonnen],   true,  []],
  ['Frieda Moosbach',    'frieda',  frieda.person, frieda.educator, apfelhof,   'educator', [sonnen],   false, []],
  ['Beate Hagedornsen',  'team-1',  person(1),     membership(1),   apfelhof,   'educator', 'all',      true,  ['health', 'moderate']],
  ['Mirjam Kornblum',    'team-2',  person(2),     membership(2),   apfelhof,   'educator', [sonnen],   true,  ['health']],
  ['Gregor Apfelstedt',  'team-3',  person(3),     membership(3),   apfelhof,   'educator', [igel],     true,  ['health']],
  ['Danuta Wisniowska',  'team-4',  person(4),     membership(4),   apfelhof,   'educator', [igel],     false, []],
  ['Tjark Feddermoor',   'team-5',  person(5),     membership(5),   apfelhof,   'educator', [wellen],   true,  ['health']],
  ['Selin Aybahar',      'team-6',  person(6),     membership(6),   apfelhof,   'educator', [wellen],   false, []],
  ['Clara Wintergrün',   'clara',   clara.person,  clara.council,   apfelhof,   'council',  'all',      true,  []],
  ['Olga Sperlinska',    'olga',    olga.person,   olga.admin,      kranichweg, 'admin',    'all',      true,  ['health', 'moderate', 'export']],
  ['Marten Uferschwalb', 'team-21', person(21),    membership(21),  kranichweg, 'educator', [kraniche], true,  ['health']],
]

/** The people who work in the Kitas. */
export const staffPeople: readonly WorldPerson[] = rows
  .filter(([, , , , , role]) => role !== 'council')
  .map(([name, mailbox, id]) => ({
    id,
    email: emailOf(mailbox),
    password: withPassword.some((known) => known === id) ? demoPassword : null,
    name,
    language: 'de',
  }))

/** Their memberships, and the council's. */
export const staffMemberships: readonly WorldMembership[] = rows.map(
  ([, , person, id, facility, role, groups, writes, rights]) => ({
    id,
    person,
    facility,
    role,
    groups,
    writes,
    rights,
    children: [],
  }),
)
