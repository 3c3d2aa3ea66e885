import type { Roster } from '../roster/roster.ts'
import { hears } from './due.ts'
import type { DeliveryDoc } from './store.ts'

interface Flight {
  readonly deliveries: readonly DeliveryDoc[]
  readonly abort: AbortController
}

/** What is on its way to a push service right now, so that a removal can stop it before it is answered (K-35). */
export class InFlight {
  readonly #flights = new Set<Flight>()

  /** Runs `send` with a signal that ends it as soon as somebody may no longer be told. */
  async during<T>(deliveries: readonly DeliveryDoc[], send: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const flight = { deliveries, abort: new AbortController() }
    this.#flights.add(flight)
    try {
      return await send(flight.abort.signal)
    } finally {
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
