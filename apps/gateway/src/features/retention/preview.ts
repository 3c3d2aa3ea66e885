import { mayCount, mayKnowOfHold, type Membership, type Periods } from '@morgenkreis/domain'
import { previewedDays, type FacilityId, type Module, type OutputOf } from '@morgenkreis/protocol'
import type { Holdables } from '../../shell/holdables.ts'
import type { Perishables, Perishing } from '../../shell/purge/perishing.ts'
import { ending } from './ending.ts'

const dayMs = 24 * 60 * 60 * 1000

type Goes = OutputOf<'retention.preview'>['goes'][number]

export interface Preview {
  readonly facility: FacilityId
  readonly actor: Membership
  readonly periods: Periods
  readonly now: Date
}

/**
 * How many rows of each module go on which day, by these periods, as far as the caller may be told of them. What is over already
 * goes with the next run: today.
 */
export async function previewOf(perishables: Perishables, preview: Preview): Promise<Goes[]> {
  const counted = await Promise.all(countable(perishables, preview.actor).map((kind) => countsOf(kind, preview)))
  const sums = new Map<string, Goes>()
  for (const one of counted.flat()) {
    const key = `${one.on} ${one.module}`
    sums.set(key, { ...one, rows: one.rows + (sums.get(key)?.rows ?? 0) })
  }
  return [...sums.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, goes]) => goes)
}

/** How many things stay beyond their period, since a law forbids to delete them (K-05), as far as the caller may know of them. */
export async function heldIn(holdables: Holdables, facility: FacilityId, actor: Membership): Promise<number> {
  const known = holdables.all.filter(([kind]) => mayKnowOfHold(actor, kind))
  const held = known.map(([, { collection }]) => collection.countDocuments({ facility, heldUntil: { $ne: null } }))
  return (await Promise.all(held)).reduce((sum, count) => sum + count, 0)
}

interface Countable extends Perishing {
  readonly module: Module
}

/** What a period ends and this membership may be told the number of (K-20). */
export const countable = ({ kinds }: Perishables, actor: Membership): Countable[] =>
  [...kinds.values()].flatMap((kind) => {
    const { module } = kind
    return module !== null && mayCount(actor, module) ? [{ ...kind, module }] : []
  })

async function countsOf(perishing: Countable, { facility, periods, now }: Preview): Promise<Goes[]> {
  const { collection, module, only = {} } = perishing
  const until = new Date(now.getTime() + previewedDays * dayMs)
  if (perishing.isTrace) return []
  const counts = await collection
    .aggregate<{ _id: string; rows: number }>([
      { $match: { ...only, facility, heldUntil: null } },
      ...ending(perishing, periods),
      { $match: { goesAt: { $lte: until } } },
      // Days are those of Berlin, whatever night the clocks are moved.
      {
        $group: {
          _id: { $dateToString: { date: { $max: ['$goesAt', now] }, format: '%Y-%m-%d', timezone: 'Europe/Berlin' } },
          rows: { $sum: 1 },
        },
      },
    ])
    .toArray()
  return counts.map(({ _id: on, rows }) => ({ module, on, rows }))
}
