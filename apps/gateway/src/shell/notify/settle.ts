import { deliveryKeptUntil } from '@morgenkreis/domain'
import type { DeliveryId, PersonId } from '@morgenkreis/protocol'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { DeliveryDoc, DeliveryState, NotifyStore } from './store.ts'

/** Then it is given up, for the operator to see. */
export const mostTries = 8
const firstPauseMs = 30_000
const longestPauseMs = 60 * 60 * 1000

/** How long to wait before the next try, with some chance in it, so that not all come at once. */
const pauseAfter = (tries: number, askedMs: number, chance = Math.random()): number =>
  Math.max(askedMs, Math.min(firstPauseMs * 2 ** tries, longestPauseMs) * (1 + chance / 5))

/** Writes down what became of deliveries. */
export class Settling {
  readonly #store: NotifyStore
  readonly #clock: Clock
  readonly #log: Logger

  constructor(store: NotifyStore, clock: Clock, log: Logger) {
    this.#store = store
    this.#clock = clock
    this.#log = log
  }

  async as(state: Exclude<DeliveryState, 'waiting'>, deliveries: readonly DeliveryDoc[], digest?: DeliveryId) {
    await this.#set(deliveries, { state, ...(digest !== undefined && { digest }) })
  }

  /** It is quiet until then. */
  async hold(deliveries: readonly DeliveryDoc[], dueAt: Date): Promise<void> {
    await this.#set(deliveries, { dueAt, held: true, expiresAt: deliveryKeptUntil(dueAt) })
  }

  /** Nothing was tried: another time, without counting. */
  async putOff(deliveries: readonly DeliveryDoc[], ms: number): Promise<void> {
    await this.#set(deliveries, { dueAt: new Date(this.#clock.now().getTime() + ms) })
  }

  /** It failed: tried again later, or given up. The log says so without a word of what it was. */
  async failed(deliveries: readonly DeliveryDoc[], { askedMs = 0, status }: { askedMs?: number; status?: number }) {
    const [first] = deliveries
    if (first === undefined) return
    const tries = first.tries + 1
    if (status === undefined && tries < mostTries) {
      const dueAt = new Date(this.#clock.now().getTime() + pauseAfter(first.tries, askedMs))
      return this.#set(deliveries, { dueAt, tries })
    }
    const way = first.subscription === null ? 'mail' : 'push'
    this.#log.warn({ way, tries, ...(status !== undefined && { status }) }, 'a delivery was given up')
    await this.#set(deliveries, { state: 'dead', tries })
  }

  /** Did any device of this person take this thing? */
  async wasTaken(thing: string, person: PersonId): Promise<boolean> {
    const taken = { thing, person, subscription: { $ne: null }, state: 'taken' } as const
    return (await this.#store.deliveries.model.exists(taken)) !== null
  }

  async #set(deliveries: readonly DeliveryDoc[], set: Partial<DeliveryDoc>): Promise<void> {
    const [first] = deliveries
    if (first === undefined) return
    // Whoever lost the lease meanwhile no longer decides.
    const mine = { _id: { $in: deliveries.map(({ _id }) => _id) }, lease: first.lease }
    await this.#store.deliveries.model.updateMany(mine, { $set: { ...set, lease: null, leaseUntil: new Date(0) } })
  }
}
