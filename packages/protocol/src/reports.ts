import { z } from 'zod'
import { Span } from './days.ts'
import { event } from './event.ts'
import { ChildId, FacilityId, MembershipId } from './ids.ts'
import { operation } from './operation.ts'
import { Author, instant } from './shown.ts'
import { entered } from './text.ts'

/** What somebody adds to a sick note or an absence. */
export const ReportNote = entered(1_000)

/** The children that a report is about. */
export const ReportedChildren = z
  .array(ChildId)
  .min(1)
  .max(8)
  .refine((ids) => new Set(ids).size === ids.length)

/** Who entered it and when: told to staff alone, since separated guardians see no trace of each other (N9). */
export const Entered = z.strictObject({ at: instant, author: Author })

/**
 * A report as somebody had it before the eyes: `v` counts what was changed in it. Whoever says that it was read, or changes it, says
 * which one was meant.
 */
export const ShownVersion = z.int().positive()

/** Guardians name their children; staff ask for the whole facility, and get what their groups and rights open. */
export const reportsOf = z.strictObject({ facility: FacilityId, children: ReportedChildren.optional() })

/**
 * Something was reported, changed, seen or taken away that the hearer may know of: time to read anew. It says neither
 * what nor of whom, so that it is the same for a sick note and an absence, and reading health data is always on record.
 */
export const reportChanged = event('report.changed', z.strictObject({ facility: FacilityId }))

export const reportKinds = ['sick-note', 'absence'] as const

/** A report about an own child, as much of it as somebody needs who wants it deleted; `membership` may do so. */
export const KeptReport = z.strictObject({
  kind: z.enum(reportKinds),
  id: z.uuid(),
  facility: FacilityId,
  membership: MembershipId,
  child: ChildId,
  ...Span.shape,
})
export type KeptReport = z.infer<typeof KeptReport>

/**
 * All that is stored about the own children, newest first. A module that is switched off hides it everywhere else, and may still
 * be asked to delete it (K-02, K-22).
 */
export const keptReports = operation('report.kept', {
  at: 'self',
  changes: false,
  live: false,
  input: z.strictObject({}),
  output: z.strictObject({ reports: z.array(KeptReport) }),
  refuses: [],
})
