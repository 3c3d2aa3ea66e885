import { concerns, type FacilityPlace, type Membership } from '@morgenkreis/domain'
import type { ChildId, ChildReach } from '@morgenkreis/protocol'
import { Shredded } from '../../shell/keys.ts'
import type { Roster } from '../../shell/roster/roster.ts'
import type { Shell } from '../../shell/shell.ts'

/** The children of an announcement's groups who are here. */
export const concernedBy = ({ groups }: Pick<FacilityPlace, 'groups'>, roster: Roster): ChildId[] =>
  [...roster.children].flatMap(([child, { group }]) => (concerns(groups, group) ? [child] : []))

/** A child as staff knows it: by name (K-38). */
export type NamedChild = Omit<ChildReach, 'reached'>

/** Those of them whose group a member of staff shares, by name (K-15). */
export async function childrenShownTo(
  actor: Membership,
  where: Pick<FacilityPlace, 'groups'>,
  { roster, shell }: { roster: Roster; shell: Shell },
): Promise<NamedChild[]> {
  const ids = concernedBy(where, roster).filter((child) => sharesGroup(actor, child, roster))
  const names = await namesOf(ids, roster, shell)
  const children = ids.flatMap((child): NamedChild[] => {
    const known = roster.children.get(child)
    const name = names.get(child)
    return known === undefined || name === undefined ? [] : [{ child, ...known, name }]
  })
  return children.sort((one, other) => one.name.localeCompare(other.name, 'de'))
}

function sharesGroup({ groups }: Membership, child: ChildId, roster: Roster): boolean {
  const group = roster.children.get(child)?.group
  return group !== undefined && (groups === 'all' || groups.includes(group))
}

async function namesOf(ids: readonly ChildId[], { facility: { id: facility } }: Roster, { roster, sealer }: Shell) {
  const docs = await roster.children.model
    .find({ _id: { $in: [...ids] } })
    .select('name')
    .lean()
  await sealer.prepareToOpen(docs.map(({ name }) => name))
  return new Map(
    docs.flatMap(({ _id: id, name }) => {
      const opened = sealer.open(name, { facility, collection: 'children', id, field: 'name' })
      return opened === Shredded ? [] : [[id, opened] as const]
    }),
  )
}
