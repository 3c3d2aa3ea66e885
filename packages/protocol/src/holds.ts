import { z } from 'zod'
import { event } from './event.ts'
import { FacilityId, HoldId } from './ids.ts'
import { Reported } from './moderation.ts'
import { operation } from './operation.ts'
import { instant } from './shown.ts'
import { entered } from './text.ts'

/** The law that demands it, as the head names it: paragraph and act. No list holds those of all states. */
export const LegalSource = entered(200)

/** Something that a law forbids to delete, locked until the duty ends (K-05): who reads there does not see it. No content. */
export const Hold = z.strictObject({
  id: HoldId,
  thing: Reported,
  source: z.string(),
  at: instant,
  until: instant,
})
export type Hold = z.infer<typeof Hold>

const notSeen = ['not-found', 'module-off', 'forbidden'] as const

export const placeHold = operation('hold.place', {
  at: 'facility',
  changes: true,
  live: false,
  input: z.strictObject({ thing: Reported, source: LegalSource, until: instant }),
  output: z.strictObject({ hold: HoldId }),
  refuses: [...notSeen, 'gone', 'hold-out-of-range'],
})

export const listHolds = operation('hold.list', {
  at: 'facility',
  changes: false,
  live: false,
  input: z.strictObject({ facility: FacilityId }),
  output: z.strictObject({ holds: z.array(Hold) }),
  refuses: ['not-found', 'forbidden'],
})

/** Before its time: the next run of the purge takes it up again where its own period left it. */
export const liftHold = operation('hold.lift', {
  at: 'facility',
  changes: true,
  live: false,
  input: z.strictObject({ hold: HoldId }),
  output: z.strictObject({ hold: HoldId }),
  refuses: [...notSeen, 'gone'],
})

/** To the head: what is locked is read anew. */
export const holdChanged = event('hold.changed', z.strictObject({ hold: HoldId }))
