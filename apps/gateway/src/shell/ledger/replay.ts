import type { Collection } from 'mongodb'
import type { Logger } from 'pino'
import type { Row } from '../database.ts'
import type { Keys } from '../keys.ts'
import type { Ledger, LedgerLine } from './ledger.ts'
import type { LedgerMarks } from './store.ts'

const idsAtOnce = 1_000

export interface ReplayParts {
  readonly ledger: Ledger
  readonly marks: LedgerMarks
  readonly keys: Keys
  readonly collections: ReadonlyMap<string, Collection<Row>>
  readonly log: Logger
}

/**
 * Deletes again what the ledger says was deleted, from where this database had got to: after a restore nothing that was
 * deleted is served, and otherwise there is nothing to do (N1). Answers how many rows existed again.
 */
export async function replayLedger(parts: ReplayParts): Promise<number> {
  const { ledger, marks, log } = parts
  const mark = await marks.model.findById('ledger').lean()
  let again = 0
  for await (const { lines, end } of ledger.after(mark)) {
    again += await follow(lines, parts)
    await marks.native.updateOne({ _id: 'ledger' }, { $set: end }, { upsert: true })
  }
  if (again > 0) log.warn({ rows: again }, 'what was deleted existed again after a restore, and was deleted again')
  return again
}

async function follow(lines: readonly LedgerLine[], { collections, keys }: ReplayParts): Promise<number> {
  let again = 0
  await keys.destroyIds([...new Set(lines.flatMap((line) => line.keys))])
  for (const [name, group] of Map.groupBy(lines, ({ collection }) => collection)) {
    const collection = collections.get(name)
    if (collection === undefined) continue
    for (let at = 0; at < group.length; at += idsAtOnce) {
      const some = group.slice(at, at + idsAtOnce)
      const ids = (deed: LedgerLine['deed']) => some.filter((line) => line.deed === deed).map(({ id }) => id)
      again += (await collection.deleteMany({ _id: { $in: ids('deleted') } })).deletedCount
      again += await endAgain(collection, ids('ended'))
    }
  }
  return again
}

async function endAgain(collection: Collection<Row>, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0
  const living = { _id: { $in: [...ids] }, endedAt: null }
  const { modifiedCount } = await collection.updateMany(living, [
    { $set: { endedAt: '$$NOW', v: { $add: ['$v', 1] } } },
  ])
  return modifiedCount
}
