import { householdsOf } from '@morgenkreis/domain'
import type { ChildId, MembershipId, Tie } from '@morgenkreis/protocol'
import type { Update } from '../../shell/plan.ts'
import { Refused } from '../../shell/refused.ts'
import type { Roster } from '../../shell/roster/roster.ts'
import type { MembershipDoc, RosterStore, TieDoc } from '../../shell/roster/store.ts'

interface Tying {
  readonly roster: Roster
  readonly store: RosterStore
  /** When, where the child was here before. */
  readonly since: Date | null
}

/** Links guardians who are here to a child, all as it says now; anybody else is unknown. What stays as it is is not written. */
export async function tying(
  guardians: readonly Tie[],
  child: ChildId,
  { roster, store, since }: Tying,
): Promise<Update[]> {
  const docs = await living(
    guardians.map(({ membership }) => membership),
    store,
  )
  const households = householdsOf(guardians)
  return guardians.flatMap(({ membership, custody }) => {
    const doc = docs.find(({ _id }) => _id === membership)
    if (doc === undefined || roster.members.get(membership)?.role !== 'guardian') throw new Refused('guardian-unknown')
    const before = doc.children.find((tie) => tie.child === child)
    const household = households.get(membership) ?? null
    if (before?.custody === custody && before.household === household) return []
    const tie: TieDoc = { ...(since && { since }), ...before, child, custody, household }
    return [changing(doc, [...without(child, doc), tie], store)]
  })
}

/** Takes a child from guardians who stay. */
export async function untying(ids: readonly MembershipId[], child: ChildId, store: RosterStore): Promise<Update[]> {
  const docs = await living(ids, store)
  return docs.map((doc) => changing(doc, without(child, doc), store))
}

const without = (child: ChildId, { children }: MembershipDoc) => children.filter((tie) => tie.child !== child)

const living = (ids: readonly MembershipId[], { memberships }: RosterStore) =>
  memberships.model.find({ _id: { $in: [...ids] }, endedAt: null }).lean<MembershipDoc[]>()

const changing = (
  { _id: id, facility, v }: MembershipDoc,
  children: MembershipDoc['children'],
  { memberships }: RosterStore,
): Update => ({ kind: 'update', collection: memberships.native, facility, id, v, set: { children } })
