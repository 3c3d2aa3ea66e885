import type { Notifying } from '@morgenkreis/domain'
import type { PersonId } from '@morgenkreis/protocol'
import type { Roster } from '../roster/roster.ts'
import type { DeliveryDoc } from './store.ts'

/** Whether this person knows already of what this row tells; null where that cannot be said. */
export type Arrived = (ref: string, person: PersonId, roster: Roster) => Promise<boolean | null>

/** What has arrived at people themselves, not at their devices alone: the features say so of what they tell (N4). */
export class Arrivals {
  readonly #of = new Map<Notifying, Arrived>()

  register(event: Notifying, arrived: Arrived): void {
    if (this.#of.has(event)) throw new Error(`${event} arrives twice`)
    this.#of.set(event, arrived)
  }

  /** Null where nobody can say: then what a device took counts. */
  async of({ event, ref, person }: DeliveryDoc, roster: Roster): Promise<boolean | null> {
    return (await this.#of.get(event)?.(ref, person, roster)) ?? null
  }
}
