import type { Child, ChildId, Tie } from '@morgenkreis/protocol'
import { Shredded } from '../../shell/keys.ts'
import type { Roster } from '../../shell/roster/roster.ts'
import type { Shell } from '../../shell/shell.ts'

/** The children who are here, by name, with their guardians. For admins alone (K-38). */
export async function childrenOf(roster: Roster, { roster: store, sealer }: Shell): Promise<Child[]> {
  const facility = roster.facility.id
  const [docs, hats] = await Promise.all([
    store.children.model.find({ facility, leftAt: null }).lean(),
    store.memberships.model.find({ facility, role: 'guardian', endedAt: null }).select('children').lean(),
  ])
  const guardians = new Map<ChildId, Tie[]>()
  for (const { _id: membership, children } of hats)
    for (const { child, custody, household } of children)
      guardians.set(child, [...(guardians.get(child) ?? []), { membership, custody, apart: household === 'b' }])
  await sealer.prepareToOpen(docs.map(({ name }) => name))
  return docs
    .flatMap(({ _id: id, group, sign, name, v }): Child[] => {
      const opened = sealer.open(name, { facility, collection: 'children', id, field: 'name' })
      return opened === Shredded ? [] : [{ id, name: opened, group, sign, guardians: guardians.get(id) ?? [], v }]
    })
    .sort((one, other) => one.name.localeCompare(other.name, 'de'))
}
