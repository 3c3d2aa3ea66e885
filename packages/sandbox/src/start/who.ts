import { demoPassword, facilities, memberships, people } from '@morgenkreis/world'
import { children } from '@morgenkreis/world'
import type { WorldMembership, WorldPerson } from '@morgenkreis/world'

/** Who can log in to the demo, as lines for a terminal. */
export function whoCanLogIn(): string[] {
  const able = people.filter(({ password }) => password !== null)
  const rows = able.map((person) => [person.name, hatsOf(person), person.email] as const)
  const [names, hats] = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return [
    ...rows.map(([name, hat, email]) => `  ${name.padEnd(names ?? 0)}  ${hat.padEnd(hats ?? 0)}  ${email}`),
    '',
    `The password of all ${able.length} is ${demoPassword}`,
  ]
}

function hatsOf({ id }: WorldPerson): string {
  return memberships
    .filter(({ person }) => person === id)
    .map(hatOf)
    .join('; ')
}

function hatOf(membership: WorldMembership): string {
  const facility = facilities.find(({ id }) => id === membership.facility)?.name ?? ''
  if (membership.role === 'admin') return `head of ${facility}`
  if (membership.role === 'educator') {
    return `educator of ${groupsOf(membership)}, ${membership.writes ? 'may write' : 'reads only'}`
  }
  return membership.role === 'council' ? "parents' council" : `guardian in ${groupsOf(membership)}`
}

function groupsOf({ facility, groups, children: ties }: WorldMembership): string {
  const own = groups === 'all' ? [] : [...groups, ...ties.map(({ child }) => groupOf(child))]
  const all = facilities.find(({ id }) => id === facility)?.groups ?? []
  return all
    .filter(({ id }) => groups === 'all' || own.includes(id))
    .map(({ name }) => name)
    .join(', ')
}

function groupOf(child: string) {
  return children.find(({ id }) => id === child)?.group
}
