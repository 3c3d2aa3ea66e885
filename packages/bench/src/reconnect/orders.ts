import type { Seat } from '../load/orders.ts'

/** What the conductor orders from the crowd, in this sequence. */
export type Order =
  | Entering
  /** From now on so many messages a second are said, by whoever's turn it is. */
  | { order: 'talk'; rate: number }
  /** A server was killed at this time (milliseconds since 1970): answered when everybody has returned. */
  | { order: 'return'; killedAt: number; within: number }
  /** Nobody begins anything new; what was begun ends, everybody catches up, and what they heard is compared with what was said. */
  | { order: 'judge' }
  | { order: 'leave' }

/** Everybody comes in: the first `returning` seats at the first port, the others at the second. */
export interface Entering {
  order: 'enter'
  ports: readonly [number, number]
  seats: readonly Seat[]
  returning: number
  /** Whether they follow their rooms, as the product's clients do; a bare server has nothing to follow. */
  follow: boolean
}

export interface Returned {
  /** Whose connection was cut. */
  clients: number
  /** Milliseconds from the kill until so many of them were back; null where that did not come true in time. */
  half: number | null
  most: number | null
  all: number | null
  /** How many of them are now at the server that stayed. */
  atOther: number
  /** Share of a core that the crowd itself used until then. */
  busy: number
}

export interface Verdict {
  /** Messages that were acknowledged, and how many of them while somebody was still away. */
  acknowledged: number
  meanwhile: number
  /** Those that were refused for good. */
  refused: number
  /** What all clients together were told. */
  heard: number
  lost: number
  doubled: number
  /** Out of order, altered, or for somebody else. */
  otherwise: number
  /** The first few differences, word for word. */
  examples: string[]
}

export type Report =
  | { report: 'entered' }
  | { report: 'talking' }
  | { report: 'left' }
  | { report: 'returned'; returned: Returned }
  | { report: 'verdict'; verdict: Verdict }
  | { report: 'failed'; why: string }
