import { z } from 'zod'
import { event } from './event.ts'
import { AbsenceId, FacilityId, HoldId, SickNoteId } from './ids.ts'
import { Reported } from './moderation.ts'
import { operation } from './operation.ts'
import { instant } from './shown.ts'
import { entered } from './text.ts'

/** The law that demands it, as the head names it: paragraph and act. No list holds those of all states. */
export const LegalSource = entered(200)

/** What a law may forbid to delete: what people publish to others or say to the head, and what is reported of a child. */
export const Holdable = z.discriminatedUnion('kind', [
  ...Reported.options,
  z.strictObject({ kind: z.literal('sick-note'), ref: SickNoteId }),
  z.strictObject({ kind: z.literal('absence'), ref: AbsenceId }),
])
export type Holdable = z.infer<typeof Holdable>
export type HoldableKind = Holdable['kind']

/** Something that a law forbids to delete, locked until the duty ends (K-05): who reads there does not see it. No content. */
export const Hold = z.strictObject({
  id: HoldId,
  thing: Holdable,
  source: z.string(),
  at: instant,
  until: instant,
})
export type Hold = z.infer<typeof Hold>

const notSeen = ['not-found', 'module-off', 'forbidden'] as const

/** What lies in the trash is locked there: no run takes it, and nobody gets it back meanwhile. Of reports: `health` is needed. */
export const placeHold = operation('hold.place', {
  at: 'facility',
  changes: true,
  live: false,
  input: z.strictObject({ thing: Holdable, source: LegalSource, until: instant }),
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

/** To those who may know of it: what is locked is read anew. It says of which facility, not which thing. */
export const holdChanged = event('hold.changed', z.strictObject({ facility: FacilityId }))
