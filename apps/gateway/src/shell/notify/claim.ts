import type { Clock } from '../clock.ts'
import type { DeliveryDoc, NotifyStore } from './store.ts'

const mostAtOnce = 100
/** Longer than the sending of so many takes: whoever is killed meanwhile is taken over from then on. */
const leaseMs = 30_000

/** Takes what is due, for this caller alone; of a device that has something due, everything. */
export async function claim({ deliveries }: NotifyStore, clock: Clock): Promise<DeliveryDoc[]> {
  const now = clock.now()
  const due = { state: 'waiting', dueAt: { $lte: now }, leaseUntil: { $lte: now } } as const
  const found = await deliveries.model.find(due).sort({ dueAt: 1 }).limit(mostAtOnce).select('subscription').lean()
  if (found.length === 0) return []
  const devices = [...new Set(found.map(({ subscription }) => subscription).filter((one) => one !== null))]
  const mails = found.filter(({ subscription }) => subscription === null).map(({ _id }) => _id)
  const lease = clock.id()
  await deliveries.model.updateMany(
    { ...due, $or: [{ subscription: { $in: devices } }, { _id: { $in: mails } }] },
    { $set: { lease, leaseUntil: new Date(now.getTime() + leaseMs) } },
  )
  return deliveries.model.find({ lease, state: 'waiting' }).sort({ dueAt: 1, _id: 1 }).lean()
}
