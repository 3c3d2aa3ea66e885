import type { ChildId, Member } from '@morgenkreis/protocol'
import { namesOfChildren } from '../../shell/roster/children-names.ts'
import type { Roster } from '../../shell/roster/roster.ts'
import type { Shell } from '../../shell/shell.ts'

/** The live memberships as the admin sees them, with the children's names: staff first, then by name. */
export async function membersOf(roster: Roster, shell: Shell): Promise<Member[]> {
  const facility = roster.facility.id
  const [names, docs] = await Promise.all([
    namesOfChildren(roster, shell),
    shell.roster.memberships.model.find({ facility, endedAt: null }).select('v').lean(),
  ])
  const versions = new Map(docs.map(({ _id, v }) => [_id, v]))
  const members = [...roster.members.values()].map(
    ({ id, person, role, groups, writes, rights, children }): Member => ({
      id,
      name: roster.names.get(person) ?? '',
      role,
      groups: groups === 'all' ? 'all' : [...groups],
      writes,
      rights: [...rights],
      children: children.flatMap((child) => childOf(child, roster, names)),
      v: versions.get(id) ?? 1,
    }),
  )
  return members.sort((a, b) => rank[a.role] - rank[b.role] || a.name.localeCompare(b.name, 'de'))
}

function childOf(id: ChildId, roster: Roster, names: ReadonlyMap<ChildId, string>): Member['children'] {
  const child = roster.children.get(id)
  return child === undefined ? [] : [{ id, group: child.group, sign: child.sign, name: names.get(id) ?? '' }]
}

const rank = { admin: 0, educator: 1, council: 2, guardian: 3 } as const
