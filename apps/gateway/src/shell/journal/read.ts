import type { Room } from '@morgenkreis/protocol'
import type { HeadDoc, JournalRow, JournalStore } from './store.ts'
import type { Stream } from '../plan.ts'

/** The rows that a room was told after `seq`, oldest first, at most `limit`. */
export async function rowsAfter(
  { journal }: JournalStore,
  room: Room,
  seq: number,
  limit: number,
): Promise<JournalRow[]> {
  return journal.model
    .find({ told: { $elemMatch: { room, seq: { $gt: seq } } } })
    .sort({ n: 1 })
    .limit(limit)
    .lean()
}

/** The head documents of these streams. */
export async function readHeads({ heads }: JournalStore, streams: readonly Stream[]): Promise<HeadDoc[]> {
  // Once a second with every stream that is followed: without mongoose, which would look at each of the names.
  return heads.native.find<HeadDoc>({ _id: { $in: [...streams] } }).toArray()
}
