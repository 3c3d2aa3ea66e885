import type { MembershipId } from '@morgenkreis/protocol'
import type { Update } from '../plan.ts'
import type { RosterStore } from './store.ts'

/** The writes that end these memberships; what has ended already is left as it is. */
export async function endings(
  ids: readonly MembershipId[],
  { memberships }: RosterStore,
  now: Date,
): Promise<Update[]> {
  const docs = await memberships.model
    .find({ _id: { $in: [...ids] }, endedAt: null })
    .select('facility v')
    .lean()
  const collection = memberships.native
  return docs.map(({ _id: id, facility, v }) => ({
    kind: 'update',
    collection,
    facility,
    id,
    v,
    set: { endedAt: now },
  }))
}
