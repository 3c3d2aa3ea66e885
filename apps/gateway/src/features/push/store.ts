import type { DeliveryId, PersonId } from '@morgenkreis/protocol'
import type { DeliveryDoc, NotifyStore } from '../../shell/notify/store.ts'

/** So many of one topic, or of one digest, are looked at for one that can still be read. */
const most = 200

/** What somebody was notified of: the own alone, for as long as it can be opened. */
export const openDeliveries = ({ deliveries }: NotifyStore) => ({
  /** The newest first: one by its own id, or all of a topic or a digest. */
  named: (id: DeliveryId, person: PersonId, now: Date): Promise<DeliveryDoc[]> =>
    deliveries.model
      .find({ $or: [{ _id: id }, { topic: id }, { digest: id }], person, expiresAt: { $gt: now } })
      .sort({ at: -1 })
      .limit(most)
      .lean(),
})
