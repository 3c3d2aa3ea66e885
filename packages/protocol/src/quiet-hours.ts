import { z } from 'zod'
import { event } from './event.ts'
import { FacilityId } from './ids.ts'
import { operation } from './operation.ts'
import { QuietHours } from './push.ts'
import { Role } from './shown.ts'

/** Whose quiet hours a facility sets: everybody's, and beside them those of a role. */
export const QuietFor = z.enum(['everybody', ...Role.options])
export type QuietFor = z.infer<typeof QuietFor>

export const QuietOrOff = z.union([z.literal('off'), QuietHours])
export type QuietOrOff = z.infer<typeof QuietOrOff>

/** When nothing rings in a facility that is not urgent (N5). */
export const FacilityQuiet = z.strictObject({
  facility: FacilityId,
  hours: z.array(z.strictObject({ of: QuietFor, hours: QuietOrOff })),
  v: z.int().positive(),
})
export type FacilityQuiet = z.infer<typeof FacilityQuiet>

export const readQuietHours = operation('quiet-hours.read', {
  at: 'facility',
  changes: false,
  live: false,
  input: z.strictObject({ facility: FacilityId }),
  output: FacilityQuiet,
  refuses: ['not-found', 'forbidden'],
})

/** Counts for what is held already, too: it waits for the new end, and for none where it is quiet no more. */
export const setQuietHours = operation('quiet-hours.set', {
  at: 'facility',
  changes: true,
  live: false,
  input: z.strictObject({ facility: FacilityId, of: QuietFor, hours: QuietOrOff }),
  output: FacilityQuiet,
  refuses: ['not-found', 'forbidden'],
})

export const quietHoursChanged = event('quiet-hours.changed', FacilityQuiet)
