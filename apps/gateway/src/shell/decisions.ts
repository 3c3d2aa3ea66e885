import type { FacilityId, PersonId } from '@morgenkreis/protocol'
import type { Fleet } from './fleet/fleet.ts'
import type { JournalStore } from './journal/store.ts'
import { facilityStream, personStream } from './plan.ts'
import type { Rosters } from './roster/rosters.ts'
import type { Waker } from './wake.ts'

export interface DecisionParts {
  readonly journal: JournalStore
  readonly rosters: Rosters
  readonly fleet: Fleet
  readonly waker: Waker
}

/** Makes what was decided count on every gateway. */
export class Decisions {
  readonly #parts: DecisionParts

  constructor(parts: DecisionParts) {
    this.#parts = parts
  }

  /** Lets every gateway act by what was just decided in a facility, and waits for it (K-35). */
  async everywhere(facility: FacilityId): Promise<void> {
    const { rosters, waker, fleet } = this.#parts
    const stream = facilityStream(facility)
    waker.wake({ decided: stream })
    const roster = await rosters.refresh(facility, (rosters.peek(facility)?.decisions ?? 0) + 1)
    await fleet.actsBy(stream, roster?.decisions ?? 0)
  }

  /** A session of this person ended: raised outside of any plan, since sessions belong to the door. */
  async ofPerson(person: PersonId): Promise<void> {
    const stream = personStream(person)
    const beginning = { n: 0, logEpoch: 1, added: {}, heads: {} }
    await this.#parts.journal.heads.model.updateOne(
      { _id: stream },
      { $inc: { decisions: 1 }, $setOnInsert: beginning },
      { upsert: true },
    )
    this.#parts.waker.wake({ decided: stream })
  }
}
