import type { ChildId, Confirmation, FacilityId, GroupId, MembershipId, Partner } from '@morgenkreis/protocol'
import type { WorldMembership } from '@morgenkreis/world'
import { touches, writesIn } from './cast.ts'
import { groupOfChild } from './children-here.ts'
import type { Place } from './cast.ts'

/**
 * Who hears what, by the requirements and the decisions, not by the product's tables, so that a wrong table is found. Each
 * answers whether it is heard under this hat.
 */
export type Hears = (hat: WorldMembership) => boolean

export const isStaff = ({ role }: WorldMembership) => role === 'admin' || role === 'educator'
export const tieTo = ({ role, children }: WorldMembership, child: ChildId) =>
  role === 'guardian' ? children.find((tie) => tie.child === child) : undefined

/** Staff of the child's group, the head among them. */
const teamOf = (facility: FacilityId, child: ChildId): Hears => {
  const group = groupOfChild(child)
  const groups = group === undefined ? [] : [group]
  return (hat) => isStaff(hat) && touches(hat, { facility, groups })
}

/** A group's chat: its families and its staff. */
export const chatOf =
  (facility: FacilityId, group: GroupId): Hears =>
  (hat) =>
    hat.role !== 'council' && touches(hat, { facility, groups: [group] })

export const councilRoomOf =
  (facility: FacilityId): Hears =>
  (hat) =>
    hat.role === 'council' && hat.facility === facility

/** What stands under an announcement: for families and staff of its groups. */
export const commentFor =
  (place: Place): Hears =>
  (hat) =>
    hat.role !== 'council' && touches(hat, place)

/**
 * The guardians of one household of a child, and the role that answers (decision 12): the team of its group as long as it is
 * there, or the head.
 */
export function conversationOf(
  facility: FacilityId,
  { child, household, partner }: { child: ChildId; household: 'a' | 'b' | null; partner: Partner },
): Hears {
  const team = teamOf(facility, child)
  return (hat) => {
    if (hat.role === 'guardian') return tieTo(hat, child)?.household === household
    return partner === 'head' ? hat.role === 'admin' && hat.facility === facility : hat.role === 'educator' && team(hat)
  }
}

/** An announcement, or a poll, is for families and staff of its groups, and for the council (decision 13). */
export const postFor =
  (place: Place): Hears =>
  (hat) =>
    hat.role === 'council' ? hat.facility === place.facility : touches(hat, place)

/** That somebody voted: the staff of the poll's groups, and who has all those children with the voter and does not live apart. */
export function voteBy(voter: WorldMembership, place: Place, children: readonly ChildId[]): Hears {
  return (hat) => hat.id === voter.id || (isStaff(hat) ? touches(hat, place) : isWith(voter, hat, children))
}

/** Whether both have all these children, and live apart for none of them. */
const isWith = (one: WorldMembership, other: WorldMembership, children: readonly ChildId[]) =>
  children.every((child) => {
    const ties = [tieTo(one, child), tieTo(other, child)] as const
    return ties[0] !== undefined && ties[1] !== undefined && !livesApart(ties[0].household, ties[1].household)
  })

const livesApart = (one: 'a' | 'b' | null, other: 'a' | 'b' | null) => one !== null && other !== null && one !== other

/** A confirmation: the staff of the child's group; its guardians of that household, where one is enough, else the one who confirmed alone. */
export function confirmedBy(
  guardian: WorldMembership,
  { child, wanted }: { child: ChildId; wanted: Confirmation },
): Hears {
  const team = teamOf(guardian.facility, child)
  return (hat) =>
    isStaff(hat) ? team(hat) : hat.id === guardian.id || (wanted === 'one' && isWith(guardian, hat, [child]))
}

/**
 * That a report about a child changed: its guardians, unless they live apart from the one who did it; staff with the right
 * `health`; the head; and all staff of the group where it changes who is here (K-20, K-39, N9).
 */
export function reportOf(child: ChildId, { actor, presence }: { actor: WorldMembership; presence: boolean }): Hears {
  const team = teamOf(actor.facility, child)
  const household = tieTo(actor, child)?.household ?? null
  return (hat) => {
    if (isStaff(hat)) return team(hat) && (presence || hat.role === 'admin' || hat.rights.includes('health'))
    const tie = tieTo(hat, child)
    return tie !== undefined && !livesApart(household, tie.household)
  }
}

/** Who reads what guardians report of an illness: staff of the group with the right `health`, and the child's guardians. */
export function illnessOf(facility: FacilityId, child: ChildId): Hears {
  const team = teamOf(facility, child)
  return (hat) => (isStaff(hat) ? team(hat) && hat.rights.includes('health') : tieTo(hat, child) !== undefined)
}

/** Who reads why a child is away without being ill: all staff of its group, and its guardians. */
export function absenceOf(facility: FacilityId, child: ChildId): Hears {
  const team = teamOf(facility, child)
  return (hat) => team(hat) || tieTo(hat, child) !== undefined
}

/** Who sees that something waits to be published: its author, and whoever may cancel it. */
export const scheduledBy =
  (author: MembershipId, place: Place): Hears =>
  (hat) =>
    hat.facility === place.facility &&
    (hat.id === author || hat.role === 'admin' || (hat.role === 'educator' && writesIn(hat, place)))

/** Who judges what was reported: staff of the place with the right `moderate`. */
export const judgedAt =
  (place: Place): Hears =>
  (hat) =>
    isStaff(hat) && hat.rights.includes('moderate') && touches(hat, place)
