import { daysOf, trashedUntil, type Periods } from '@morgenkreis/domain'
import type { Perishing } from '../../shell/purge/perishing.ts'
import { endBy } from '../../shell/purge/shorten.ts'

const inTrashMs = trashedUntil(new Date(0)).getTime()

/** Stages that set `goesAt`: when a row goes by these periods, alone or with what it hangs on, whichever is earlier. */
export function ending(perishing: Perishing, periods: Periods): object[] {
  const { module, hangsOn } = perishing
  const own = { $set: { goesAt: goesAt(module === null ? '$expiresAt' : endBy(perishing, daysOf(periods, module))) } }
  const whole = perishing.whole?.()
  if (hangsOn === undefined || whole === undefined) return [own]
  const pipeline = [{ $match: { heldUntil: null } }, ...ending(whole, periods), { $project: { goesAt: true } }]
  const from = whole.collection.collectionName
  return [
    own,
    { $lookup: { from, localField: hangsOn.field, foreignField: '_id', pipeline, as: 'whole' } },
    { $set: { goesAt: { $min: ['$goesAt', { $min: '$whole.goesAt' }] } } },
  ]
}

/** The earliest of: its end as stored, its end by the period, seven days in the trash. */
const goesAt = (byPeriod: unknown) => ({
  $min: [
    '$expiresAt',
    byPeriod,
    // Nothing where it was not deleted: `$min` passes over that.
    { $cond: [{ $eq: [{ $type: '$deletedAt' }, 'date'] }, { $add: ['$deletedAt', inTrashMs] }, null] },
  ],
})
