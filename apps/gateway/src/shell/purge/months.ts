import { daysOf, type Periods } from '@morgenkreis/domain'
import type { FacilityId } from '@morgenkreis/protocol'
import type { EraseParts } from './erase.ts'
import type { Perishables } from './perishing.ts'

const dayMs = 24 * 60 * 60 * 1000

export interface MonthParts extends EraseParts {
  readonly perishables: Perishables
  periodsOf(facility: FacilityId): Promise<Periods>
}

/** Destroys the keys of months of which everything has expired and nothing is left; answers how many. */
export async function purgeMonths({ perishables, ledger, keys, now, periodsOf }: MonthParts): Promise<number> {
  let gone = 0
  for (const { id, ref } of await keys.months()) {
    const { facility, module, month } = ref
    const [begin, end] = boundsOf(month)
    const kinds = perishables.of(module)
    // A module of which nobody says what it holds keeps its keys.
    if (kinds.length === 0) continue
    const days = daysOf(await periodsOf(facility), module)
    if (end.getTime() + days * dayMs > now().getTime()) continue
    // What was changed shortly after midnight is sealed with the key of the next month.
    const written = { $gte: new Date(begin.getTime() - dayMs), $lt: end }
    const left = await Promise.all(
      kinds.map(({ collection, only = {} }) => collection.findOne({ ...only, facility, at: written })),
    )
    if (left.some((row) => row !== null)) continue
    const line = { at: now().toISOString(), rule: 'month', deed: 'deleted', collection: 'keys', id, facility } as const
    await ledger.write([{ ...line, keys: [id] }], now())
    await keys.destroy(ref)
    gone += 1
  }
  return gone
}

/** Months of keys are UTC. */
function boundsOf(month: string): [Date, Date] {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return [new Date(Date.UTC(year, number - 1, 1)), new Date(Date.UTC(year, number, 1))]
}
