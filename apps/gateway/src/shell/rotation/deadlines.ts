import type { EpochRow } from '../key-rows.ts'

const day = 24 * 60 * 60 * 1000

/** So long after the first key beneath it was destroyed, a key is made new. */
export const renewedAfterMs = 7 * day
/** So long a backup of the keys is kept, and needs the epoch that was the newest when it was made. */
export const backupsKeptMs = 7 * day
/** So long after a key was destroyed nothing is left that opens a copy of it (N1). */
export const destroyedWithinMs = 37 * day
/** By then an operator is asked for a new epoch: a week before it has to be there, two before the old one has to be gone. */
const epochDueMs = destroyedWithinMs - 2 * backupsKeptMs

/** What the operator has to know of the root key file. */
export interface RootState {
  /** Age of the oldest epoch that keys need. */
  readonly oldestAgeMs: number
  /** A new epoch has to be added to the file. */
  readonly due: boolean
  /** These may be taken out of the file, and have to be. */
  readonly removable: readonly number[]
  /** These should have left the file: what was destroyed could be read with them and an old copy. */
  readonly overdue: readonly number[]
}

/** How the epochs in the file stand. */
export function rootStateOf(rows: readonly EpochRow[], inFile: Iterable<number>, now: Date): RootState {
  const named = new Set(inFile)
  const known = rows.filter(({ _id }) => named.has(_id)).sort((one, other) => one._id - other._id)
  const newest = known.at(-1)
  const ageOf = (since: Date | undefined) => (since === undefined ? -Infinity : now.getTime() - since.getTime())
  const needed = known.filter(({ leftAt }) => leftAt === undefined)
  return {
    oldestAgeMs: Math.max(0, ...needed.map(({ seenAt }) => ageOf(seenAt))),
    due: ageOf(newest?.since) >= epochDueMs,
    removable: known.filter(({ leftAt }) => ageOf(leftAt) >= backupsKeptMs).map(({ _id }) => _id),
    overdue: known.filter(({ since }) => ageOf(since) >= destroyedWithinMs).map(({ _id }) => _id),
  }
}

/** What the operator has to do, in a sentence each. */
export function adviceOn({ due, removable, overdue }: RootState): string[] {
  const sentences: string[] = []
  if (due)
    sentences.push(
      'A new epoch of the root key is due: run "npm run root-key" where the root key file is, and keep a copy of the file.',
    )
  for (const epoch of removable)
    sentences.push(
      `No key and no backup needs epoch ${epoch}: run "npm run root-key -- remove ${epoch}" where the root key file is, and replace all its copies.`,
    )
  if (overdue.length > 0)
    sentences.push(
      `Epoch ${overdue.join(', ')} of the root key outlives by more than 37 days what was destroyed under it.`,
    )
  return sentences
}
