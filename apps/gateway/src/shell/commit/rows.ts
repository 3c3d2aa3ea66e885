import type { Room, ToldEvent } from '@morgenkreis/protocol'
import type { JournalRow } from '../journal/store.ts'
import { journalKeptUntil } from '@morgenkreis/domain'
import type { Stream } from '../plan.ts'
import { requestKey, type Waiting } from './ask.ts'
import type { Head } from './known-heads.ts'

/** A journal row that was stored, with what its rooms are told. */
export interface StoredRow {
  readonly row: JournalRow
  readonly data: unknown
  readonly logEpoch: number
}

/** How far each room's and the stream's number grow by these plans. */
export function growthOf(plans: readonly Waiting[]): { n: number; rooms: Map<Room, number> } {
  const rooms = new Map<Room, number>()
  for (const { decided } of plans) {
    for (const room of decided.plan.happened?.rooms ?? []) rooms.set(room, (rooms.get(room) ?? 0) + 1)
  }
  return { n: plans.length, rooms }
}

/** The journal rows of one stream's plans, in order. `head` is the head document after it grew by them. */
export function rowsOf(plans: readonly Waiting[], head: Head): StoredRow[] {
  const growth = growthOf(plans)
  let n = head.n - growth.n
  const next = new Map<Room, number>()
  for (const [room, count] of growth.rooms) next.set(room, (head.heads[room] ?? 0) - count)
  return plans.map(({ ask, decided }) => {
    const { happened } = decided.plan
    n += 1
    const told = (happened?.rooms ?? []).map((room) => {
      const seq = (next.get(room) ?? 0) + 1
      next.set(room, seq)
      return { room, seq }
    })
    const row: JournalRow = {
      _id: requestKey(ask),
      stream: head._id,
      n,
      operation: ask.operation,
      name: happened?.name ?? null,
      ref: happened?.ref ?? null,
      v: happened?.v ?? null,
      actor: ask.actor,
      fields: [...new Set(happened?.fields ?? [])],
      request: { id: ask.request.id, mac: ask.request.mac },
      ...(told.length > 0 && { told }),
      ...(decided.plan.read.length > 0 && { read: [...decided.plan.read] }),
      ...(decided.plan.everywhere && { decisions: head.decisions }),
      at: ask.now,
      ...(happened?.toldAt && { toldAt: happened.toldAt }),
      expiresAt: journalKeptUntil(ask.now),
    }
    return { row, data: happened?.data, logEpoch: head.logEpoch }
  })
}

/** One room's entry of a row, as its members hear it; without data where nothing is left of it. */
export function toldOf(row: JournalRow, seq: number, data: unknown): ToldEvent {
  const event = { seq, name: row.name, ref: row.ref, v: row.v, at: (row.toldAt ?? row.at).toISOString() }
  return (data === undefined ? { ...event, gone: true } : { ...event, data }) as ToldEvent
}

export function byStream(batch: readonly Waiting[]): Map<Stream, Waiting[]> {
  const streams = new Map<Stream, Waiting[]>()
  for (const one of batch) {
    const plans = streams.get(one.decided.stream)
    if (plans === undefined) streams.set(one.decided.stream, [one])
    else plans.push(one)
  }
  return streams
}
