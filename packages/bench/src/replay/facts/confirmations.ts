import type { AnnouncementId, ChildId, ChildProgress, Confirmation, MembershipId } from '@morgenkreis/protocol'
import type { WorldChild, WorldMembership } from '@morgenkreis/world'
import { groupOfChild } from '../children-here.ts'
import type { Place } from '../cast.ts'
import { tieTo } from '../hearing.ts'

/** An announcement that asks for confirmation, and who confirmed it for which child. */
export interface Asking {
  readonly id: AnnouncementId
  readonly place: Place
  readonly wanted: Confirmation
  readonly done: Map<ChildId, Set<MembershipId>>
  /** For whom somebody is confirming now. */
  readonly underWay: Set<ChildId>
  reminded: boolean
}

export const concerns = ({ place }: Pick<Asking, 'place'>, child: ChildId) => {
  const group = groupOfChild(child)
  return group !== undefined && (place.groups === 'all' || place.groups.includes(group))
}

export const isOpenFor = ({ wanted, done }: Asking, guardian: MembershipId, child: ChildId) => {
  const confirmed = done.get(child)
  return wanted === 'one' ? !confirmed?.size : !confirmed?.has(guardian)
}

const guardiansOf = (child: ChildId, members: readonly WorldMembership[]) =>
  members.filter((hat) => tieTo(hat, child) !== undefined).map(({ id }) => id)

/** Whom a reminder reaches: the guardians who still have to confirm. */
export const remindedBy = (asking: Asking, children: readonly WorldChild[]) => (hat: WorldMembership) =>
  children.some(
    ({ id, facility }) =>
      facility === asking.place.facility &&
      concerns(asking, id) &&
      tieTo(hat, id) !== undefined &&
      isOpenFor(asking, hat.id, id),
  )

/** How far it is, as staff of these groups read it. */
export function progressFor(
  asking: Asking,
  hat: WorldMembership,
  { children, members }: { children: readonly WorldChild[]; members: readonly WorldMembership[] },
): Pick<ChildProgress, 'child' | 'state' | 'confirmed' | 'of'>[] {
  const isMine = ({ group }: WorldChild) => hat.groups === 'all' || hat.groups.includes(group)
  return children
    .filter((child) => child.facility === asking.place.facility && concerns(asking, child.id) && isMine(child))
    .map(({ id: child }) => {
      const guardians = guardiansOf(child, members)
      const confirmed = asking.done.get(child) ?? new Set()
      const count = guardians.filter((one) => confirmed.has(one)).length
      return { child, state: stateOf(asking, { guardians, confirmed, count }), confirmed: count, of: guardians.length }
    })
}

function stateOf(
  { wanted }: Asking,
  { guardians, confirmed, count }: { guardians: readonly string[]; confirmed: ReadonlySet<string>; count: number },
): ChildProgress['state'] {
  if (wanted === 'one' && confirmed.size > 0) return 'confirmed'
  if (guardians.length === 0) return 'unreachable'
  return count === guardians.length ? 'confirmed' : 'open'
}

/** What a guardian is asked, for the own children alone. */
export const askedOf = (asking: Asking, hat: WorldMembership) =>
  hat.role === 'guardian' && hat.facility === asking.place.facility
    ? hat.children
        .filter(({ child }) => concerns(asking, child))
        .map(({ child }) => {
          const open = isOpenFor(asking, hat.id, child)
          return { announcement: asking.id, child, open, reminded: open && asking.reminded }
        })
    : []
