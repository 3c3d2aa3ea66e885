import type { Room } from '@morgenkreis/protocol'
import type { HeadDoc } from '../journal/store.ts'
import type { Stream } from '../plan.ts'

/** Of a head document what journal rows are numbered by; of the rooms those that are told. */
export type Head = Pick<HeadDoc, '_id' | 'n' | 'decisions' | 'logEpoch' | 'heads'>

interface Known {
  readonly logEpoch: number
  readonly rooms: Map<Room, number>
  n: number
  decisions: number
}

/** More streams than a town has Kitas. */
const mostKnown = 2_000
/** A stream in which another gateway commits, too, is read each time for so long. */
const sharedForMs = 10_000

/**
 * The heads as this gateway's own commits left them: while nobody else commits in a stream, its numbers need no reading.
 * They are a guess; the filter of the raise proves them.
 */
export class KnownHeads {
  readonly #known = new Map<Stream, Known>()
  readonly #sharedUntil = new Map<Stream, number>()

  /** The head of a stream, where it is known by these decisions and with the numbers of all these rooms. */
  of(stream: Stream, decisions: number, rooms: Iterable<Room>): Head | null {
    const known = this.#known.get(stream)
    if (known?.decisions !== decisions) return null
    const heads: Record<string, number> = {}
    for (const room of rooms) {
      const seq = known.rooms.get(room)
      if (seq === undefined) return null
      heads[room] = seq
    }
    return { _id: stream, n: known.n, decisions, logEpoch: known.logEpoch, heads }
  }

  /** After a commit. */
  keep(heads: Iterable<Head>): void {
    if (this.#known.size >= mostKnown) this.#known.clear()
    for (const head of heads) if (!this.#isShared(head._id)) this.#keepOne(head)
  }

  /** Whenever a batch was not stored, or perhaps not. */
  forget(streams: Iterable<Stream>): void {
    for (const stream of streams) this.#known.delete(stream)
  }

  /** In one of these somebody else has committed. */
  shared(streams: Iterable<Stream>): void {
    for (const stream of streams) {
      this.#known.delete(stream)
      this.#sharedUntil.set(stream, performance.now() + sharedForMs)
    }
  }

  #isShared(stream: Stream): boolean {
    const until = this.#sharedUntil.get(stream)
    if (until === undefined) return false
    if (until > performance.now()) return true
    this.#sharedUntil.delete(stream)
    return false
  }

  #keepOne({ _id, n, decisions, logEpoch, heads }: Head): void {
    const before = this.#known.get(_id)
    // Another epoch began the rooms anew.
    const known = before?.logEpoch === logEpoch ? before : { n, decisions, logEpoch, rooms: new Map<Room, number>() }
    known.n = n
    known.decisions = decisions
    for (const [room, seq] of Object.entries(heads)) known.rooms.set(room as Room, seq)
    this.#known.set(_id, known)
  }
}
