import { setTimeout as sleep } from 'node:timers/promises'
import type { Stream } from '../plan.ts'
import type { FleetStore, GatewayDoc } from './store.ts'

const lookEveryMs = 25

type Other = GatewayDoc & { readonly isOver: boolean }

/** The running gateways, and which decisions each of them acts by. */
export class Fleet {
  readonly #store: FleetStore
  readonly #id: string
  readonly #leaseMs: number
  readonly #signs = new Map<string, { round: number; at: number }>()
  #round = 0

  constructor(store: FleetStore, id: string, leaseMs: number) {
    this.#store = store
    this.#id = id
    this.#leaseMs = leaseMs
  }

  /** Says that this gateway lives and acts by these decisions. The lease runs by the database's clock. */
  async beat(seen: Readonly<Record<string, number>>): Promise<void> {
    this.#round += 1
    const until = { $add: ['$$NOW', this.#leaseMs] }
    await this.#store.native.updateOne(
      { _id: this.#id },
      [{ $set: { until, round: this.#round, seen: { $literal: seen } } }],
      { upsert: true },
    )
  }

  /** The same between two beats, for one stream whose decisions were just read. */
  async saw(stream: Stream, decisions: number): Promise<void> {
    await this.#store.native.updateOne({ _id: this.#id }, [{ $set: { [`seen.${stream}`]: decisions } }])
  }

  /** Takes note of signs of life, and forgets gateways that are gone. */
  async clear(): Promise<void> {
    const gone = (await this.#others()).filter((other) => other.isOver || this.#isSilent(other))
    if (gone.length === 0) return
    await this.#store.native.deleteMany({ $or: gone.map(({ _id, round }) => ({ _id, round })) })
    for (const { _id } of gone) this.#signs.delete(_id)
  }

  async leave(): Promise<void> {
    await this.#store.native.deleteOne({ _id: this.#id })
  }

  /**
   * Answers when every other live gateway acts by these decisions or its lease is over. A gateway that does not follow the
   * stream has nothing of it: two complete rounds say that it looked since.
   */
  async actsBy(stream: Stream, decisions: number): Promise<void> {
    const began = new Map((await this.#living()).map(({ _id, round }) => [_id, round]))
    while (true) {
      const late = (await this.#living()).filter(
        ({ _id, round, seen }) => (seen[stream] ?? 0) < decisions && round < (began.get(_id) ?? round) + 2,
      )
      // A gateway that came meanwhile began with what is decided now.
      if (late.every(({ _id }) => !began.has(_id))) return
      await sleep(lookEveryMs)
    }
  }

  async #living(): Promise<Other[]> {
    return (await this.#others()).filter(({ isOver }) => !isOver)
  }

  #others(): Promise<Other[]> {
    const isOver = { $lte: ['$until', '$$NOW'] }
    return this.#store.model.aggregate<Other>([{ $match: { _id: { $ne: this.#id } } }, { $set: { isOver } }])
  }

  /** No round for as long as a lease: then it has lost it by its own clock, whatever the database's clock says. */
  #isSilent({ _id, round }: Other): boolean {
    const sign = this.#signs.get(_id)
    if (sign?.round === round) return performance.now() - sign.at > this.#leaseMs
    this.#signs.set(_id, { round, at: performance.now() })
    return false
  }
}
