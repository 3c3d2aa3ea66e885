import type { Membership } from '@morgenkreis/domain'
import type { ChildId, OwnChild, OwnMembership, PersonId } from '@morgenkreis/protocol'
import { Shredded } from '../../shell/keys.ts'
import type { Roster } from '../../shell/roster/roster.ts'
import type { Shell } from '../../shell/shell.ts'

/** The hats of a person, with its own children as it calls them (K-38). */
export async function ownMemberships(
  person: PersonId,
  rosters: readonly Roster[],
  shell: Shell,
): Promise<OwnMembership[]> {
  const worn = rosters.flatMap((roster) =>
    (roster.ofPerson.get(person) ?? []).map((membership) => ({ roster, membership })),
  )
  const labels = await ownLabels(
    worn.map(({ membership }) => membership),
    shell,
  )
  return worn.map(({ roster, membership: { id, facility, role, groups, writes, rights, mutedUntil, children } }) => ({
    id,
    facility,
    role,
    name: roster.names.get(person) ?? '',
    groups: groups === 'all' ? 'all' : [...groups],
    writes,
    rights: [...rights],
    mutedUntil: mutedUntil?.toISOString() ?? null,
    children: children.flatMap((child) => ownChild(child, roster, labels.get(`${id} ${child}`) ?? null)),
  }))
}

function ownChild(id: ChildId, roster: Roster, label: string | null): OwnChild[] {
  const child = roster.children.get(id)
  return child === undefined ? [] : [{ id, label, ...child }]
}

async function ownLabels(memberships: readonly Membership[], { roster, sealer }: Shell): Promise<Map<string, string>> {
  const found = await roster.labels.model.find({ membership: { $in: memberships.map(({ id }) => id) } }).lean()
  await sealer.prepareToOpen(found.map(({ label }) => label))
  const labels = new Map<string, string>()
  for (const { _id, facility, membership, child, label } of found) {
    const opened = sealer.open(label, { facility, collection: 'labels', id: _id, field: 'label' })
    if (opened !== Shredded) labels.set(`${membership} ${child}`, opened)
  }
  return labels
}
