import { z } from 'zod'
import { event } from './event.ts'
import { Module, modules } from './facilities.ts'
import { FacilityId } from './ids.ts'
import { operation } from './operation.ts'

/** What is kept for a period of its own: what each module holds, and the audit (K-76). */
export const Kept = z.enum([...modules, 'audit'])
export type Kept = z.infer<typeof Kept>

/** In days: the bounds of a period, and the one that holds until a facility sets another. */
export interface PeriodBounds {
  readonly shortest: number
  readonly longest: number
  readonly usual: number
}

/** What was written: nothing is gone before people had two weeks to read it, and nothing is kept for more than three years. */
const written: PeriodBounds = { shortest: 14, longest: 1095, usual: 365 }
/** What was reported of a child, after its last day: long enough to ask about it, and no longer than half a year (K-05). */
const reported: PeriodBounds = { shortest: 7, longest: 180, usual: 30 }
export const periodBounds: Readonly<Record<Kept, PeriodBounds>> = {
  announcements: written,
  comments: written,
  chat: written,
  conversations: written,
  polls: written,
  'sick-notes': reported,
  absences: reported,
  audit: written,
}

const PeriodDays = z.int().positive()
const isWithinBounds = ({ kept, days }: { kept: Kept; days: number }): boolean =>
  days >= periodBounds[kept].shortest && days <= periodBounds[kept].longest

export const Period = z.strictObject({ kept: Kept, days: PeriodDays }).refine(isWithinBounds, { path: ['days'] })
export type Period = z.infer<typeof Period>

/** How long a facility keeps what is written in it. */
export const Retention = z.strictObject({
  facility: FacilityId,
  periods: z.array(Period),
  v: z.int().positive(),
})
export type Retention = z.infer<typeof Retention>

/** `left`: so many rows still have the later end of a longer period. */
export const readRetention = operation('retention.read', {
  at: 'facility',
  changes: false,
  live: false,
  input: z.strictObject({ facility: FacilityId }),
  output: Retention.extend({ left: z.int().nonnegative() }),
  refuses: ['not-found', 'forbidden'],
})

/** What is stored gets the earlier end of a shorter period shortly after; a longer one counts for what is written from now on. */
export const setRetention = operation('retention.set', {
  at: 'facility',
  changes: true,
  live: false,
  input: z
    .strictObject({ facility: FacilityId, kept: Kept, days: PeriodDays })
    .refine(isWithinBounds, { path: ['days'] }),
  output: Retention,
  refuses: ['not-found', 'forbidden'],
})

/** How many days ahead a preview looks. */
export const previewedDays = 30

/**
 * What the runs of the next days delete, by module and day in Berlin; with a period that is only proposed, if one is. Of sick
 * notes and absences only those are told who hold `health` (K-20).
 */
export const previewRetention = operation('retention.preview', {
  at: 'facility',
  changes: false,
  live: false,
  input: z.strictObject({
    facility: FacilityId,
    proposed: z
      .strictObject({ kept: Module, days: PeriodDays })
      .refine(isWithinBounds, { path: ['days'] })
      .optional(),
  }),
  output: z.strictObject({
    goes: z.array(z.strictObject({ module: Module, on: z.iso.date(), rows: z.int().positive() })),
    /** So many rows stay beyond their period, since a law demands it (K-05). */
    held: z.int().nonnegative(),
  }),
  refuses: ['not-found', 'forbidden'],
})

export const retentionChanged = event('retention.changed', Retention)
