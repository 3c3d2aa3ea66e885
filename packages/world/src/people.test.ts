import {
  apfelhof,
  children,
  demoPassword,
  facilities,
  igel,
  kraniche,
  kranichweg,
  memberships,
  named,
  people,
  sonnen,
  wellen,
  withPassword,
} from './index.ts'
import {
  ChildId,
  Email,
  Facility,
  GroupId,
  Language,
  MembershipId,
  Password,
  PersonId,
  Role,
  Sign,
} from '@morgenkreis/protocol'
import { expect, test } from 'vitest'

const unique = (values: readonly string[]) => new Set(values).size === values.length
const membership = (id: MembershipId) => memberships.find((one) => one.id === id)

test('everything has the shape that the protocol declares', () => {
  for (const facility of facilities) Facility.parse(facility)
  for (const { id, email, language } of people) {
    PersonId.parse(id)
    Email.parse(email)
    Language.parse(language)
  }
  for (const { id, role } of memberships) {
    MembershipId.parse(id)
    Role.parse(role)
  }
  for (const { id, group, sign } of children) {
    ChildId.parse(id)
    GroupId.parse(group)
    Sign.parse(sign)
  }
  Password.parse(demoPassword)
})

test('no id and no address stands twice', () => {
  const groups = facilities.flatMap((facility) => facility.groups)
  const ids = [facilities, groups, people, memberships, children].flatMap((list) => list.map(({ id }) => id))
  expect(unique(ids)).toBe(true)
  expect(unique(people.map(({ email }) => email))).toBe(true)
})

test('every membership names a person, a facility and groups of it', () => {
  for (const { person, facility, role, groups, children: ties } of memberships) {
    expect(people.some(({ id }) => id === person)).toBe(true)
    const there = facilities.find(({ id }) => id === facility)?.groups.map(({ id }) => id) ?? []
    expect(there.length).toBeGreaterThan(0)
    expect(groups === 'all' || groups.every((group) => there.includes(group))).toBe(true)
    expect(groups.length > 0).toBe(role !== 'guardian')
    expect(ties.length > 0).toBe(role === 'guardian')
  }
  for (const { id } of people) expect(memberships.some(({ person }) => person === id)).toBe(true)
  for (const { facility, group } of children) {
    expect(facilities.find(({ id }) => id === facility)?.groups.some(({ id }) => id === group)).toBe(true)
  }
})

test('[K-68] display names are unique in a facility and no role', () => {
  const roles = ['leitung', 'fachkraft', 'elternbeirat', 'sorgeberechtigte', ...Role.options]
  for (const facility of facilities) {
    const here = new Set(memberships.filter((one) => one.facility === facility.id).map(({ person }) => person))
    const names = people.filter(({ id }) => here.has(id)).map(({ name }) => name.normalize('NFKC').toLowerCase())
    expect(unique(names)).toBe(true)
    for (const name of names) expect(roles).not.toContain(name)
  }
})

test('[K-38] what one child is called stands in no other child’s names, so it can be searched for', () => {
  const called = children.map(({ id, name }) => {
    const ties = memberships.flatMap((one) => one.children.filter(({ child }) => child === id))
    return { id, names: [name, ...ties.flatMap(({ label }) => label ?? [])] }
  })
  expect(unique(called.flatMap(({ names }) => names))).toBe(true)
  for (const { id, names } of called) {
    const others = called.filter((other) => other.id !== id).flatMap((other) => other.names)
    for (const name of names) {
      expect(name.length).toBeGreaterThanOrEqual(5)
      expect(others.filter((other) => other.includes(name))).toEqual([])
    }
  }
})

test('only the eight named people have a password', () => {
  const able = people.filter(({ password }) => password !== null)
  expect(able.map(({ id }) => id).toSorted()).toEqual(withPassword.toSorted())
  expect(withPassword).toHaveLength(8)
  for (const [key, { person }] of Object.entries(named)) {
    const found = people.find(({ id }) => id === person)
    expect(found).toMatchObject({ email: `${key}@demo.morgenkreis.example`, password: demoPassword })
    expect(found?.name.toLowerCase().startsWith(`${key} `)).toBe(true)
  }
})

test('the named people have the hats that the rules expect', () => {
  const { anna, emre, frieda, clara, olga } = named
  const all = ['health', 'moderate', 'export']
  const hats = {
    [anna.admin]: { person: anna.person, facility: apfelhof, role: 'admin', groups: 'all', writes: true, rights: all },
    [emre.educator]: { person: emre.person, facility: apfelhof, role: 'educator', groups: [sonnen], writes: true },
    [frieda.educator]: { person: frieda.person, facility: apfelhof, role: 'educator', groups: [sonnen], writes: false },
    [clara.council]: { person: clara.person, facility: apfelhof, role: 'council', groups: 'all', writes: true },
    [clara.guardian]: { person: clara.person, facility: apfelhof, role: 'guardian', groups: [], writes: false },
    [olga.admin]: { person: olga.person, facility: kranichweg, role: 'admin', groups: 'all', writes: true },
  }
  for (const [id, hat] of Object.entries(hats)) expect(membership(MembershipId.parse(id))).toMatchObject(hat)
})

test('Kita Apfelhof has three groups and eight more at work, Kita Kranichweg one group and no comments', () => {
  const [first, second] = facilities
  expect(first).toMatchObject({ id: apfelhof, modules: ['announcements', 'comments', 'chat', 'conversations'] })
  expect(first?.groups.map(({ id, ribbon }) => [id, ribbon])).toEqual([
    [sonnen, 'zigzag'],
    [igel, 'dots'],
    [wellen, 'waves'],
  ])
  expect(memberships.filter(({ facility, role }) => facility === apfelhof && role === 'educator')).toHaveLength(8)
  expect(second).toMatchObject({ id: kranichweg, modules: ['announcements'], groups: [{ id: kraniche }] })
})
