import { z } from 'zod'
import { event } from './event.ts'
import { Module } from './facilities.ts'
import { FacilityId } from './ids.ts'
import { operation } from './operation.ts'

/** Modules for which a facility sets a period. Sick notes and absences end by their own days. */
export const modulesWithPeriod = [
  'announcements',
  'comments',
  'chat',
  'conversations',
  'polls',
] as const satisfies readonly Module[]

/** What is kept for a period of its own: what these modules hold, and the audit (K-76). */
export const Kept = z.enum([...modulesWithPeriod, 'audit'])
export type Kept = z.infer<typeof Kept>

/** In days: nothing is gone before people had two weeks to read it, and nothing is kept for more than three years. */
export const shortestPeriod = 14
export const longestPeriod = 1095
export const PeriodDays = z.int().min(shortestPeriod).max(longestPeriod)

export const Period = z.strictObject({ kept: Kept, days: PeriodDays })
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
  input: z.strictObject({ facility: FacilityId, kept: Kept, days: PeriodDays }),
  output: Retention,
  refuses: ['not-found', 'forbidden'],
})

/** How many days ahead a preview looks. */
export const previewedDays = 30

/** What the runs of the next days delete, by module and day in Berlin; with a period that is only proposed, if one is. */
export const previewRetention = operation('retention.preview', {
  at: 'facility',
  changes: false,
  live: false,
  input: z.strictObject({
    facility: FacilityId,
    proposed: z.strictObject({ module: z.enum(modulesWithPeriod), days: PeriodDays }).optional(),
  }),
  output: z.strictObject({
    goes: z.array(z.strictObject({ module: Module, on: z.iso.date(), rows: z.int().positive() })),
    /** So many rows stay beyond their period, since a law demands it (K-05). */
    held: z.int().nonnegative(),
  }),
  refuses: ['not-found', 'forbidden'],
})

export const retentionChanged = event('retention.changed', Retention)
