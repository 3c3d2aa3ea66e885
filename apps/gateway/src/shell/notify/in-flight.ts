import type { Roster } from '../roster/roster.ts'
import { hears } from './due.ts'
import type { DeliveryDoc } from './store.ts'

interface Flight {
  readonly deliveries: readonly DeliveryDoc[]
  readonly abort: AbortController
}

/** Shorter than the margin by which a lease is over here before others go by that. */
const watchEveryMs = 250

/** What is on its way to a push service or the mail server right now, so that a removal can stop it before it is answered (K-35). */
export class InFlight {
  readonly #flights = new Set<Flight>()
  readonly #fresh: () => boolean

  /** `fresh`: false once the lease is over, and others no longer wait for this gateway. */
  constructor(fresh: () => boolean) {
    this.#fresh = fresh
  }

  /** Runs `send` with a signal that ends it as soon as somebody may no longer be told. */
  async during<T>(deliveries: readonly DeliveryDoc[], send: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const flight = { deliveries, abort: new AbortController() }
    this.#flights.add(flight)
    const watch = setInterval(() => this.#fresh() || flight.abort.abort(), watchEveryMs)
    try {
      return await send(flight.abort.signal)
    } finally {
      clearInterval(watch)
      this.#flights.delete(flight)
    }
  }

  /** The decisions of a facility changed: at once, before this gateway says that it acts by them. */
  rosterChanged(now: Roster): void {
    for (const { deliveries, abort } of this.#flights) {
      const here = deliveries.filter(({ facility }) => facility === now.facility.id)
      if (!here.every((delivery) => hears(now, delivery.person, delivery))) abort.abort()
    }
  }
}
