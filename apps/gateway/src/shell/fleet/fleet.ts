import { setTimeout as sleep } from 'node:timers/promises'
import type { Stream } from '../plan.ts'
import type { FleetStore, GatewayDoc, SessionId } from './store.ts'

const lookEveryMs = 25

/** The running gateways, and which decisions each of them acts by. */
export class Fleet {
  readonly #store: FleetStore
  readonly #id: string
  readonly #leaseMs: number
  #round = 0
  /** What its transactions run in. */
  sessions: readonly SessionId[] = []

  constructor(store: FleetStore, id: string, leaseMs: number) {
    this.#store = store
    this.#id = id
    this.#leaseMs = leaseMs
  }

  /** Says that this gateway lives and acts by these decisions. The lease runs by the database's clock. */
  async beat(seen: Readonly<Record<string, number>>): Promise<void> {
    this.#round += 1
    const until = { $add: ['$$NOW', this.#leaseMs] }
    const sessions = { $literal: this.sessions }
    await this.#store.native.updateOne(
      { _id: this.#id },
      [{ $set: { until, round: this.#round, seen: { $literal: seen }, sessions } }],
      { upsert: true },
    )
  }

  /** The same between two beats, for one stream whose decisions were just read. */
  async saw(stream: Stream, decisions: number): Promise<void> {
    await this.#store.native.updateOne({ _id: this.#id }, [{ $set: { [`seen.${stream}`]: decisions } }])
  }

  /**
   * Ends the transactions of gateways whose lease is over. One that was killed in the middle of a transaction leaves it open,
   * and for more than a minute, until the server gives it up, nobody else could write in its streams.
   */
  async clear(): Promise<void> {
    const over = { _id: { $ne: this.#id }, $expr: { $lte: ['$until', '$$NOW'] } }
    const dead = await this.#store.model.find(over).lean()
    if (dead.length === 0) return
    await this.#store.model.db.db?.command({ killSessions: dead.flatMap(({ sessions }) => sessions) })
    await this.#store.native.deleteMany({ ...over, _id: { $in: dead.map(({ _id }) => _id) } })
  }

  async leave(): Promise<void> {
    await this.#store.native.deleteOne({ _id: this.#id })
  }

  /**
   * Answers when every other live gateway acts by these decisions or its lease is over. A gateway that does not follow the
   * stream has nothing of it: two complete rounds say that it looked since. One that has no round for as long as a lease lost
   * it by its own clock, whatever the database's clock says.
   */
  async actsBy(stream: Stream, decisions: number): Promise<void> {
    const began = new Map((await this.#others()).map(({ _id, round }) => [_id, round]))
    const until = performance.now() + this.#leaseMs
    while (true) {
      const others = await this.#others()
      const late = others.filter(
        ({ _id, round, seen }) => (seen[stream] ?? 0) < decisions && round < (began.get(_id) ?? round) + 2,
      )
      // A gateway that came meanwhile began with what is decided now.
      const isLost = ({ _id, round }: GatewayDoc) => round === began.get(_id) && performance.now() > until
      if (late.every((other) => !began.has(other._id) || isLost(other))) return
      await sleep(lookEveryMs)
    }
  }

  #others(): Promise<GatewayDoc[]> {
    return this.#store.model.find({ _id: { $ne: this.#id }, $expr: { $gt: ['$until', '$$NOW'] } }).lean()
  }
}
