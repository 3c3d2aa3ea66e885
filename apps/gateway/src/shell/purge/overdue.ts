import { overdueAfter, trashedSince } from '@morgenkreis/domain'
import type { ChildId } from '@morgenkreis/protocol'
import type { RosterStore } from '../roster/store.ts'
import type { Perishables } from './perishing.ts'
import { overAt } from './purge.ts'

/** Rows that should have gone a day ago, by collection. */
export async function countOverdue(
  perishables: Perishables,
  { children }: Pick<RosterStore, 'children'>,
  now: Date,
): Promise<Map<string, number>> {
  const since = overdueAfter(now)
  const counts = new Map<string, number>()
  for (const { collection, only = {} } of perishables.kinds.values()) {
    const filters = overAt(since).map(({ filter }) => filter)
    const before = counts.get(collection.collectionName) ?? 0
    counts.set(collection.collectionName, before + (await collection.countDocuments({ ...only, $or: filters })))
  }
  const left = await children.native.find({ leftAt: { $lte: trashedSince(since) } }).toArray()
  const locked = await Promise.all(left.map(({ _id }) => perishables.holdOf(_id as ChildId)))
  return counts.set(children.native.collectionName, locked.filter((one) => !one).length)
}
