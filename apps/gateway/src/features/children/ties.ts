import type { ChildId, MembershipId, Tie } from '@morgenkreis/protocol'
import type { Update } from '../../shell/plan.ts'
import { Refused } from '../../shell/refused.ts'
import type { Roster } from '../../shell/roster/roster.ts'
import type { MembershipDoc, RosterStore } from '../../shell/roster/store.ts'

/** Links guardians who are here to a child; anybody else is unknown. */
export async function tying(
  guardians: readonly Tie[],
  child: ChildId,
  roster: Roster,
  store: RosterStore,
): Promise<Update[]> {
  const docs = await living(
    guardians.map(({ membership }) => membership),
    store,
  )
  const known = (tie: Tie) =>
    roster.members.get(tie.membership)?.role === 'guardian' && docs.some(({ _id }) => _id === tie.membership)
  if (!guardians.every(known)) throw new Refused('guardian-unknown')
  const custodyOf = (id: MembershipId) => guardians.some(({ membership, custody }) => membership === id && custody)
  return docs.map((doc) =>
    changing(doc, [...doc.children, { child, custody: custodyOf(doc._id), household: null }], store),
  )
}

/** Takes a child from guardians who stay. */
export async function untying(ids: readonly MembershipId[], child: ChildId, store: RosterStore): Promise<Update[]> {
  const docs = await living(ids, store)
  return docs.map((doc) =>
    changing(
      doc,
      doc.children.filter((tie) => tie.child !== child),
      store,
    ),
  )
}

const living = (ids: readonly MembershipId[], { memberships }: RosterStore) =>
  memberships.model.find({ _id: { $in: [...ids] }, endedAt: null }).lean<MembershipDoc[]>()

const changing = (
  { _id: id, facility, v }: MembershipDoc,
  children: MembershipDoc['children'],
  { memberships }: RosterStore,
): Update => ({ kind: 'update', collection: memberships.native, facility, id, v, set: { children } })
