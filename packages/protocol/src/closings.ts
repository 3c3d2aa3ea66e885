import { z } from 'zod'
import { Day } from './days.ts'
import { event } from './event.ts'
import { ClosingId, FacilityId } from './ids.ts'
import { operation } from './operation.ts'
import { entered } from './text.ts'

/** Why it is closed, in a word or two, such as "Sommerferien". */
export const ClosingReason = entered(80)

/** Days on which a facility is closed, the first and the last one included. */
export const Closing = z.strictObject({
  id: ClosingId,
  facility: FacilityId,
  from: Day,
  to: Day,
  reason: z.string(),
  v: z.int().positive(),
})
export type Closing = z.infer<typeof Closing>

/** So many a facility may have, those of the last year included. */
export const mostClosings = 100

const days = { from: Day, to: Day, reason: ClosingReason }

/** The earliest first; what is over is read by admins alone. */
export const listClosings = operation('closing.list', {
  at: 'facility',
  changes: false,
  live: false,
  input: z.strictObject({ facility: FacilityId }),
  output: z.strictObject({ closings: z.array(Closing) }),
  refuses: ['not-found', 'forbidden'],
})

export const addClosing = operation('closing.add', {
  at: 'facility',
  changes: true,
  live: false,
  input: z.strictObject({ facility: FacilityId, ...days }),
  output: Closing,
  refuses: ['not-found', 'forbidden', 'closing-out-of-range', 'too-many-closings', 'gone'],
})

export const changeClosing = operation('closing.change', {
  at: 'facility',
  changes: true,
  live: false,
  input: z.strictObject({ closing: ClosingId, ...days }),
  output: Closing,
  refuses: ['not-found', 'forbidden', 'closing-out-of-range', 'gone'],
})

export const removeClosing = operation('closing.remove', {
  at: 'facility',
  changes: true,
  live: false,
  input: z.strictObject({ closing: ClosingId }),
  output: z.strictObject({ closing: ClosingId }),
  refuses: ['not-found', 'forbidden', 'gone'],
})

/** To everybody in the facility: its closing days are read anew. */
export const closingChanged = event('closing.changed', z.strictObject({ facility: FacilityId }))
