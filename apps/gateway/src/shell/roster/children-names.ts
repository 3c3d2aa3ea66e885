import type { ChildId } from '@morgenkreis/protocol'
import { Shredded } from '../keys.ts'
import type { Sealer } from '../seal.ts'
import type { Roster } from './roster.ts'
import type { RosterStore } from './store.ts'

/** The names of a facility's children, for staff and admins alone (K-38). */
export async function namesOfChildren(
  roster: Roster,
  { roster: store, sealer }: { roster: RosterStore; sealer: Sealer },
): Promise<Map<ChildId, string>> {
  const facility = roster.facility.id
  const docs = await store.children.model.find({ facility }).select('name').lean()
  await sealer.prepareToOpen(docs.map(({ name }) => name))
  const names = new Map<ChildId, string>()
  for (const { _id, name } of docs) {
    const opened = sealer.open(name, { facility, collection: 'children', id: _id, field: 'name' })
    if (opened !== Shredded) names.set(_id, opened)
  }
  return names
}
