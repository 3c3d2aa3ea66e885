import { z } from 'zod'
import { Span } from './days.ts'
import { AbsenceId, ChildId } from './ids.ts'
import { operation } from './operation.ts'
import { Entered, ReportedChildren, ReportNote, reportsOf, ShownVersion } from './reports.ts'
import { instant } from './shown.ts'

export const absenceReasons = ['holiday', 'late', 'other'] as const
export const AbsenceReason = z.enum(absenceReasons)
export type AbsenceReason = z.infer<typeof AbsenceReason>

/** A child stays away, or comes late. Nobody has to say why; `entered` is for staff, guardians read null there. */
export const Absence = z.strictObject({
  id: AbsenceId,
  child: ChildId,
  reason: AbsenceReason.nullable(),
  ...Span.shape,
  note: z.string().nullable(),
  /** When somebody who accepts reports said that it was read. */
  seen: instant.nullable(),
  entered: Entered.nullable(),
  v: ShownVersion,
})
export type Absence = z.infer<typeof Absence>

const told = { reason: AbsenceReason.optional(), ...Span.shape, note: ReportNote.optional() }
const named = z.strictObject({ absence: AbsenceId })
const shown = { ...named.shape, v: ShownVersion }
const notSeen = ['not-found', 'module-off', 'forbidden'] as const

export const reportAbsence = operation('absence.report', {
  at: 'facility',
  changes: true,
  live: false,
  input: z.strictObject({ children: ReportedChildren, ...told }),
  output: z.strictObject({ absences: z.array(Absence) }),
  refuses: [...notSeen, 'dates-impossible', 'gone'],
})

/**
 * Those that the caller may change: guardians of their children, staff what they entered, and whoever accepts reports all. All
 * staff of a group read in `presence.list` who is away and why: a whole list of absences beside it would show, by what it
 * lacks, which children are ill.
 */
export const listAbsences = operation('absence.list', {
  at: 'facility',
  changes: false,
  live: false,
  input: reportsOf,
  output: z.strictObject({ absences: z.array(Absence) }),
  refuses: notSeen,
})

export const changeAbsence = operation('absence.change', {
  at: 'facility',
  changes: true,
  live: false,
  input: z.strictObject({ ...shown, ...told }),
  output: Absence,
  refuses: [...notSeen, 'dates-impossible', 'changed-meanwhile', 'gone'],
})

export const seeAbsence = operation('absence.see', {
  at: 'facility',
  changes: true,
  live: false,
  input: z.strictObject(shown),
  output: Absence,
  refuses: [...notSeen, 'changed-meanwhile', 'gone'],
})

export const removeAbsence = operation('absence.remove', {
  at: 'facility',
  changes: true,
  live: false,
  input: named,
  output: named,
  refuses: notSeen,
})
