import type {
  Absence,
  AbsenceId,
  Away,
  ByPhone,
  ChildId,
  FacilityId,
  GroupId,
  Illness,
  MembershipId,
  SickNote,
  SickNoteId,
  Span,
} from '@morgenkreis/protocol'
import type { WorldMembership } from '@morgenkreis/world'
import { groupOfChild } from '../children-here.ts'
import { absenceOf, illnessOf, isStaff } from '../hearing.ts'

interface Kept extends Span {
  readonly facility: FacilityId
  readonly child: ChildId
  readonly by: MembershipId
  /** Milliseconds of the played day. */
  readonly enteredAt: number
  /** The number of its text. */
  mark: number | null
  note: string | null
  seen: boolean
  gone: boolean
  /** Somebody is about to change it. */
  busy: boolean
}
export interface KeptNote extends Kept {
  readonly id: SickNoteId
  illness: Illness
  /** Which version of it there is. */
  v: number
  readonly phone: ByPhone | null
  /** Who may ever learn that there is one. */
  readonly known: ReadonlySet<string>
}
export interface KeptAbsence extends Kept {
  readonly id: AbsenceId
  readonly reason: Absence['reason']
}

/** What guardians and staff reported of a day. */
export class Reports {
  readonly notes: KeptNote[] = []
  readonly absences: KeptAbsence[] = []
}

const newestFirst = (one: Kept & { id: string }, other: Kept & { id: string }) =>
  other.from.localeCompare(one.from) || one.id.localeCompare(other.id)
const there = ({ gone }: Kept) => !gone

type SeenNote = Omit<SickNote, 'seen' | 'entered' | 'v'> & { seen: boolean; entered: boolean }

/** A note as far as the record knows it. */
export const noteAsShown = ({ seen, entered, v: _v, ...note }: SickNote): SeenNote => ({
  ...note,
  seen: seen !== null,
  entered: entered !== null,
})

/** The sick notes that somebody reads under this hat: staff with the right, and the child's guardians (K-20). */
export function illnessesFor(hat: WorldMembership, { notes }: Pick<Reports, 'notes'>): SeenNote[] {
  const read = notes.filter((note) => there(note) && illnessOf(note.facility, note.child)(hat))
  return read.sort(newestFirst).map(({ id, child, illness, from, to, note, phone, seen }) => ({
    ...{ id, child, illness, from, to, note },
    phone: isStaff(hat) ? phone : null,
    seen,
    entered: isStaff(hat),
  }))
}

type SeenAbsence = Omit<Absence, 'seen' | 'entered' | 'v'> & { seen: boolean; entered: boolean }
export const absenceAsShown = ({ seen, entered, v: _v, ...absence }: Absence): SeenAbsence => ({
  ...absence,
  seen: seen !== null,
  entered: entered !== null,
})

/** The absences that somebody may change: guardians their children's, staff what they entered, whoever accepts reports all. */
export function absencesFor(hat: WorldMembership, { absences }: Pick<Reports, 'absences'>): SeenAbsence[] {
  const mine = (one: KeptAbsence) =>
    illnessOf(one.facility, one.child)(hat) ||
    (isStaff(hat) && one.by === hat.id && absenceOf(one.facility, one.child)(hat))
  return absences
    .filter((one) => there(one) && mine(one))
    .sort(newestFirst)
    .map(({ id, child, reason, from, to, note, seen }) => ({
      ...{ id, child, reason, from, to, note, seen },
      entered: isStaff(hat),
    }))
}

/** Why children are away on a day, as all staff of a group may know: an illness is an absence without a reason (decision 6). */
export function awayOn(day: string, { notes, absences }: Reports): Map<ChildId, Away[]> {
  const all = [
    ...notes.map((one) => ({ ...one, reason: null, note: null })),
    ...absences.map((one) => ({ ...one, note: one.note })),
  ].filter((one) => there(one) && one.from <= day && day <= one.to)
  const order = ({ from, to, reason, note }: Away) => [from, to, reason ?? '', note ?? ''].join('\n')
  return new Map(
    [...Map.groupBy(all, ({ child }) => child)].map(([child, some]) => [
      child,
      some
        .map(({ from, to, reason, note }) => ({ from, to, reason, note }))
        .sort((one, other) => (order(one) < order(other) ? -1 : 1)),
    ]),
  )
}

const patienceMs = 60 * 60 * 1000

/** The groups in which something waits that nobody has seen an hour after it came, or after the group opened. */
export function waitingIn(
  groups: readonly GroupId[],
  { notes, absences }: Reports,
  { day, opensAt, now }: { day: string; opensAt: number; now: number },
): GroupId[] {
  const waits = (one: Kept) =>
    there(one) && !one.seen && one.from <= day && day <= one.to && now - Math.max(opensAt, one.enteredAt) >= patienceMs
  const waiting = new Set([...notes, ...absences].filter(waits).map(({ child }) => groupOfChild(child)))
  return groups.filter((group) => waiting.has(group))
}
