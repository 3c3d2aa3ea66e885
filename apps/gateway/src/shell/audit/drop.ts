import { daysOf } from '@morgenkreis/domain'
import type { Ground } from '../open.ts'
import { facilityStream } from '../plan.ts'
import { dropSegments } from './segments.ts'

type DropParts = Pick<Ground, 'audit' | 'roster' | 'macs'>

const dayMs = 24 * 60 * 60 * 1000

/** Drops what is older than a facility's audit period: whole segments, and whose pseudonyms those were that left before it. */
export async function dropAudit(now: Date, { audit, roster, macs }: DropParts): Promise<void> {
  const { facilities, memberships } = roster
  for (const { _id: facility, periods = {} } of await facilities.model.find().select('periods').lean()) {
    const stream = facilityStream(facility)
    const until = new Date(now.getTime() - daysOf(periods, 'audit') * dayMs)
    await dropSegments(stream, { until, now, macs }, audit)
    const left = await memberships.model
      .find({ facility, endedAt: { $ne: null, $lte: until } })
      .select('_id')
      .lean()
    await audit.pseudonyms.model.deleteMany({ stream, actor: { $in: left.map(({ _id }) => _id) } })
  }
}
