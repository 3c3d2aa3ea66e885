import type { DeliveryId, PersonId } from '@morgenkreis/protocol'
import type { DeliveryDoc, NotifyStore } from '../../shell/notify/store.ts'

/** What somebody was notified of: the own alone, for as long as it can be opened. */
export const openDeliveries = ({ deliveries }: NotifyStore) => ({
  find: (id: DeliveryId, person: PersonId, now: Date): Promise<DeliveryDoc | null> =>
    deliveries.model.findOne({ _id: id, person, expiresAt: { $gt: now } }).lean(),
})
