import type { Reading } from './reading.ts'

/** One line of a client's log: what a room told it, in the order in which it applied it, or that it read rooms afresh. */
export type Entry =
  | { kind: 'told'; room: string; seq: number; event: string; ref: string; text: string | null; at: number }
  | { kind: 'reread'; rooms: readonly string[]; at: number }
export type ToldEntry = Extract<Entry, { kind: 'told' }>

/** A client at the end of a run. Times are milliseconds of one clock. */
export interface Listener {
  who: string
  entries: readonly Entry[]
  /** The newest number of each of its rooms, asked when everything was quiet. */
  heads: ReadonlyMap<string, number>
  /** When the reply to its removal came: from then on nothing may be told to it. */
  removedAt: number | null
}

/** Something that was acknowledged to its author. The same thing may happen again under the same name and reference. */
export interface Sent {
  event: string
  ref: string
  /** As its author entered it; null for what has no text. */
  text: string | null
  /** The announcement that a comment stands under. */
  under: string | null
  sentAt: number
  answeredAt: number
  /** Everybody who hears it, by the facts of the Kita, not by the gateway's tables. */
  audience: ReadonlySet<string>
  /** Of what is read later: by whom then. Without it, by whoever heard it. */
  reading?: Reading
  /** The how manieth it is of what one person wrote into one thread while offline. */
  turn?: { queue: string; n: number }
  /** The house may say it by itself, so many times at most, and need not: it looks from time to time. */
  maybe?: true
  /** Of what rings on devices: who did it, whether it passes quiet hours, and when it was in the Kita. */
  rings?: { by: string; urgent: boolean; at: number }
}

export const keyOf = ({ event, ref }: Pick<Sent, 'event' | 'ref'>) => `${event} ${ref}`

/**
 * lost: acknowledged, but not told · doubled: told twice in one room · misordered: not in the order of the log, or of time ·
 * overheard: told to somebody outside of its audience, or after a removal · unrecorded: told, but never acknowledged ·
 * altered: told with another text · diverged: the reduced state is not what a fresh read shows · miscounted: a state or a total
 * is not what the record says · accepted: stored although it had to be refused · refused: refused although it was allowed ·
 * defect: a gateway says that something in it went wrong · unplayed: it never happened, so that nothing of it was judged
 */
export interface Difference {
  kind:
    | 'lost'
    | 'doubled'
    | 'misordered'
    | 'overheard'
    | 'unrecorded'
    | 'altered'
    | 'diverged'
    | 'miscounted'
    | 'accepted'
    | 'refused'
    | 'defect'
    | 'unplayed'
  who: string
  /** The room, and what it is about. */
  what: string
}
