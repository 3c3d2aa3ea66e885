import type { Macs } from '../macs.ts'
import type { Stream } from '../plan.ts'
import { dropOf, monthAfter, monthOf, sealOf } from './chain.ts'
import type { AuditStore, SegmentDoc } from './store.ts'

const dayMs = 24 * 60 * 60 * 1000

/** Seals each month that has been over for a day: what would still come then comes into the next one. */
export async function sealSegments(now: Date, { links, segments }: AuditStore, macs: Macs): Promise<void> {
  const open = monthOf(new Date(now.getTime() - dayMs))
  const streams = await links.model.distinct('stream')
  for (const stream of streams as Stream[]) {
    const last = await segments.model.findOne({ stream }).sort({ segment: -1 }).lean()
    const due = await links.model.distinct('segment', {
      stream,
      segment: { $lt: open, $gt: last?.segment ?? '' },
    })
    for (const segment of due.sort()) {
      const [first, end] = await Promise.all([
        links.model.findOne({ stream, segment }).sort({ n: 1 }).lean(),
        links.model.findOne({ stream, segment }).sort({ n: -1 }).lean(),
      ])
      if (first === null || end === null) continue
      const sealed = { stream, segment, from: first.from, to: end.n, before: first.before, last: end.hash }
      const doc: SegmentDoc = {
        _id: `${stream}:${segment}`,
        ...sealed,
        seal: sealOf(sealed, macs),
        sealedAt: now,
        droppedAt: null,
      }
      await segments.model.updateOne({ _id: doc._id }, { $setOnInsert: doc }, { upsert: true })
    }
  }
}

/** Drops, whole, the sealed segments of a stream of which everything is older than `until`. */
export async function dropSegments(
  stream: Stream,
  { until, now, macs }: { until: Date; now: Date; macs: Macs },
  { links, segments }: AuditStore,
): Promise<void> {
  const sealed = await segments.model.find({ stream, droppedAt: null }).sort({ segment: 1 }).lean()
  for (const one of sealed) {
    const { _id, segment } = one
    if (monthAfter(segment) > monthOf(until)) return
    await links.model.deleteMany({ stream, segment })
    await segments.model.updateOne({ _id }, { $set: { droppedAt: now, dropped: dropOf(one, now, macs) } })
  }
}
