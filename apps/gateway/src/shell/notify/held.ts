import type { FacilityId, PersonId } from '@morgenkreis/protocol'
import type { DeliveryDoc, NotifyStore } from './store.ts'

/**
 * Makes what waits for the end of quiet hours due, of a facility, of a person or altogether: whoever takes it looks again, and
 * holds it until the end that counts now (N5). Of what is leased its holder decides; what failed waits for its next try.
 */
export async function lookAgainAtHeld(
  { deliveries }: NotifyStore,
  of: { facility?: FacilityId; person?: PersonId; _id?: DeliveryDoc['_id'] },
  now: Date,
): Promise<void> {
  const held = { ...of, state: 'waiting', held: true, tries: 0, lease: null, dueAt: { $gt: now } } as const
  await deliveries.model.updateMany(held, { $set: { dueAt: now } })
}
