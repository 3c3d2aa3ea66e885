import { epochIn, epochsBeside, type KeyRows } from '../key-rows.ts'
import { KeysUnusable } from '../keys.ts'
import type { RootKey } from '../root-key.ts'
import { wrapAnew, type KeyRow } from '../wrapping.ts'

export interface EpochParts {
  readonly rows: KeyRows
  readonly root: RootKey
  readonly now: () => Date
}

/** The epochs that keys hang under. */
export async function neededEpochs(rows: KeyRows): Promise<Set<number>> {
  const parents = await rows.distinct('parent', { parent: /^root:/ })
  return new Set(parents.map(epochIn).filter((epoch) => epoch !== null))
}

/** Notes when the epochs of the file were seen first, and since when no key needs the older ones any more. */
export async function noteEpochs({ rows, root, now }: EpochParts): Promise<void> {
  const epochs = epochsBeside(rows)
  const seen = { $setOnInsert: { seenAt: now() } }
  for (const epoch of root.epochs.keys()) await epochs.updateOne({ _id: epoch }, seen, { upsert: true })
  const needed = [...(await neededEpochs(rows))]
  await epochs.updateMany({ _id: { $in: needed } }, { $unset: { leftAt: true } })
  const left = { _id: { $nin: needed, $lt: root.newest }, leftAt: { $exists: false } }
  await epochs.updateMany(left, { $set: { leftAt: now() } })
}

/** Wraps under the newest epoch what hangs under older ones; answers how many keys it were. */
export async function wrapUnderNewest({ rows, root }: EpochParts): Promise<number> {
  const older = [...(await neededEpochs(rows))].filter((epoch) => epoch < root.newest)
  const found = await rows.find({ parent: { $in: older.map((epoch) => `root:${epoch}`) } }).toArray()
  for (const row of found) {
    const { _id, parent, wrapped } = wrappedByNewest(row, root)
    await rows.updateOne({ _id, parent: row.parent }, { $set: { parent, wrapped } })
  }
  return found.length
}

function wrappedByNewest(row: KeyRow, { epochs, newest }: RootKey): KeyRow {
  const above = epochs.get(epochIn(row.parent) ?? 0)
  const secret = epochs.get(newest)
  const moved = above && secret ? wrapAnew(row, above, { id: `root:${newest}`, secret }) : null
  if (moved) return moved
  throw new KeysUnusable(
    `The root key file does not open ${row.ref}, which hangs under ${row.parent}; restore that file.`,
  )
}
