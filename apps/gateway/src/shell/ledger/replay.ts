import type { AnyBulkWriteOperation, Collection } from 'mongodb'
import type { Logger } from 'pino'
import type { Row } from '../database.ts'
import type { Keys } from '../keys.ts'
import type { Ledger, LedgerLine, LedgerTie, Position } from './ledger.ts'
import type { LedgerMarks } from './store.ts'

const idsAtOnce = 1_000

export interface ReplayParts {
  readonly ledger: Ledger
  /** One in each database: they may come out of different backups. */
  readonly marks: readonly LedgerMarks[]
  readonly keys: Keys
  readonly collections: ReadonlyMap<string, Collection<Row>>
  readonly log: Logger
}

/**
 * Deletes again what the ledger says was deleted, from where these databases had got to: after a restore nothing that was
 * deleted is served, and otherwise there is nothing to do (N1). Answers how many rows existed again.
 */
export async function replayLedger(parts: ReplayParts): Promise<number> {
  const { ledger, marks, log } = parts
  const reached = await Promise.all(marks.map((mark) => mark.model.findById('ledger').lean()))
  let again = 0
  for await (const { lines, end } of ledger.after(earliest(reached))) {
    again += await follow(lines, parts)
    for (const mark of marks) await mark.native.updateOne({ _id: 'ledger' }, { $set: end }, { upsert: true })
  }
  if (again > 0) log.warn({ rows: again }, 'what was deleted existed again after a restore, and was deleted again')
  return again
}

function earliest(reached: readonly (Position | null)[]): Position | null {
  const known = reached.filter((one) => one !== null)
  if (known.length < reached.length) return null
  return (
    known.sort((one, other) =>
      one.file === other.file ? one.bytes - other.bytes : one.file < other.file ? -1 : 1,
    )[0] ?? null
  )
}

async function follow(lines: readonly LedgerLine[], { collections, keys }: ReplayParts): Promise<number> {
  await destroyAgain(lines, keys)
  // By the versions of the children, which are set after it.
  let again = await tieAgain(lines, collections)
  for (const [name, group] of Map.groupBy(lines, ({ collection }) => collection)) {
    const collection = collections.get(name)
    if (collection === undefined) continue
    for (let at = 0; at < group.length; at += idsAtOnce) {
      const some = group.slice(at, at + idsAtOnce)
      again += await setAgain(collection, some)
      const deleted = some.filter(({ deed }) => deed === 'deleted').map(({ id }) => id)
      again += (await collection.deleteMany({ _id: { $in: deleted } })).deletedCount
    }
  }
  return again
}

/**
 * Keys that were destroyed are so again. One that was made new may be what a restored keys database hangs on: it is retired, and
 * goes again once what lives is wrapped under its successor.
 */
async function destroyAgain(lines: readonly LedgerLine[], keys: Keys): Promise<void> {
  const [first] = lines
  if (first === undefined) return
  const keysIn = (renewed: boolean) => [
    ...new Set(lines.filter(({ rule }) => (rule === 'renewed') === renewed).flatMap((line) => line.keys)),
  ]
  await keys.destroyIds(keysIn(false), new Date(first.at))
  await keys.retire(keysIn(true))
}

/** Whoever was taken from a child is so again, and who lives apart is apart. A guardian who came since then stays unknown. */
async function tieAgain(
  lines: readonly LedgerLine[],
  collections: ReadonlyMap<string, Collection<Row>>,
): Promise<number> {
  const [children, memberships] = [collections.get('children'), collections.get('memberships')]
  const tied = lines.flatMap(({ id, v = 0, sets }) => (sets?.guardians ? [{ id, v, guardians: sets.guardians }] : []))
  if (tied.length === 0 || children === undefined || memberships === undefined) return 0
  const found = await children.find({ _id: { $in: tied.map(({ id }) => id) } }).toArray()
  const versions = new Map(found.map(({ _id, v }) => [_id, Number(v)]))
  const changes = tied.filter(({ id, v }) => (versions.get(id) ?? v) < v).flatMap(tiesOf)
  return changes.length === 0 ? 0 : (await memberships.bulkWrite(changes, { ordered: true })).modifiedCount
}

interface Tied {
  readonly id: string
  readonly guardians: readonly LedgerTie[]
}

function tiesOf({ id: child, guardians }: Tied): AnyBulkWriteOperation<Row>[] {
  const others = {
    'children.child': child,
    endedAt: null,
    _id: { $nin: guardians.map(({ membership }) => membership) },
  }
  const without = { $filter: { input: '$children', cond: { $ne: ['$$this.child', child] } } }
  return [
    { updateMany: { filter: others, update: [{ $set: { children: without } }] } },
    ...guardians.map(({ membership, custody, household }) => ({
      updateOne: {
        filter: { _id: membership, 'children.child': child },
        update: { $set: { 'children.$.custody': custody, 'children.$.household': household } },
      },
    })),
  ]
}

/** Rows of an older version stand again as the ledger has them; what is as new as that, or newer, stands as it does. */
async function setAgain(collection: Collection<Row>, lines: readonly LedgerLine[]): Promise<number> {
  const changes = lines.flatMap(({ id, v, sets }) =>
    v === undefined || sets === undefined
      ? []
      : [{ updateOne: { filter: { _id: id, v: { $lt: v } }, update: { $set: { ...valuesOf(sets), v } } } }],
  )
  return changes.length === 0 ? 0 : (await collection.bulkWrite(changes, { ordered: true })).modifiedCount
}

const valuesOf = ({ gone, rights, guardians: _, ...times }: NonNullable<LedgerLine['sets']>) => ({
  ...Object.fromEntries(
    Object.entries(times).map(([field, at]) => [field, typeof at === 'string' ? new Date(at) : null]),
  ),
  ...(gone !== undefined && { gone }),
  ...(rights !== undefined && { rights }),
})
