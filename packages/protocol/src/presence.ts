import { z } from 'zod'
import { AbsenceReason } from './absences.ts'
import { Day, Span } from './days.ts'
import { Sign } from './facilities.ts'
import { ChildId, FacilityId, GroupId } from './ids.ts'
import { event } from './event.ts'
import { operation } from './operation.ts'

/**
 * Why a child is not here today, as all staff of its group may know: an illness is an absence without a reason and without a
 * note (decision 6). No id, version or time, by which one could tell them apart after all.
 */
export const Away = z.strictObject({
  ...Span.shape,
  reason: AbsenceReason.nullable(),
  note: z.string().nullable(),
})
export type Away = z.infer<typeof Away>

/** A child of the group: here, unless something says that it is away. */
export const ChildToday = z.strictObject({ id: ChildId, name: z.string(), sign: Sign, away: z.array(Away) })
export type ChildToday = z.infer<typeof ChildToday>

/**
 * Who is here in the groups of the caller: today, or on a day ahead as far as it is known. `accepts`: whether the caller reads
 * and accepts reports.
 */
export const listPresence = operation('presence.list', {
  at: 'facility',
  changes: false,
  live: false,
  input: z.strictObject({ facility: FacilityId, day: Day.optional() }),
  output: z.strictObject({
    day: Day,
    accepts: z.boolean(),
    groups: z.array(z.strictObject({ group: GroupId, children: z.array(ChildToday) })),
  }),
  refuses: ['not-found', 'forbidden', 'module-off', 'dates-impossible'],
})

/** The groups in which a report of today waits that nobody accepted in time: neither of whom nor what it is. */
export const listWaiting = operation('report.waiting', {
  at: 'facility',
  changes: false,
  live: false,
  input: z.strictObject({ facility: FacilityId }),
  output: z.strictObject({ groups: z.array(GroupId) }),
  refuses: ['not-found', 'forbidden', 'module-off'],
})

/** In this group a report of today waits by now; told to the head once for each that waits, and no more than that. */
export const reportMissed = event('report.missed', z.strictObject({ facility: FacilityId, group: GroupId }))
