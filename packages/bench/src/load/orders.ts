import type { Percentiles } from './histogram.ts'

/** One socket: how it gets in, and what it publishes as. */
export interface Seat {
  path: string
  headers: Record<string, string>
  /** The membership that it acts under. */
  as: string
  /** The announcement that it comments. */
  announcement: string
}

/** What the conductor orders from the load generator, in this sequence. */
export type Order =
  | { order: 'connect'; port: number; seats: Seat[]; listeners: number }
  /** Gets as many acknowledgement tokens as the volley needs; a composer does that when it opens, before sending. */
  | { order: 'preview'; messages: number }
  | { order: 'volley'; rate: number; seconds: number; settle: number }
  | { order: 'leave' }

export interface Volley {
  /** Messages that were due, and what became of them. */
  due: number
  acknowledged: number
  refused: number
  /** The first few refusals, word for word. */
  refusals: string[]
  deliveries: number
  expected: number
  /** From the first due time until the last delivery, in seconds. */
  seconds: number
  /** From the due time; milliseconds. */
  acknowledgement: Percentiles
  delivery: Percentiles
  /** How late the generator itself wrote, p99 in milliseconds: it is part of the latencies. */
  late: number
  /** Share of a core that the generator used. */
  busy: number
}

export type Report =
  | { report: 'connected' | 'previewed' | 'left' }
  | { report: 'volley'; volley: Volley }
  | { report: 'failed'; why: string }
