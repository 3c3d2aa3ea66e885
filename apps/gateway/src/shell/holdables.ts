import type { Membership } from '@morgenkreis/domain'
import type { HoldableKind } from '@morgenkreis/protocol'
import type { Collection } from 'mongodb'
import type { Row } from './database.ts'
import type { Plan } from './plan.ts'
import type { Roster } from './roster/roster.ts'

export interface HoldingContext {
  readonly heldUntil: Date
  readonly actor: Membership
  readonly roster: Roster
  readonly now: Date
}

/** How a kind of thing is locked while a law forbids to delete it. */
export interface Holding {
  /** The kind of place under which it is found, there or in the trash. */
  readonly place: string
  readonly collection: Collection<Row>
  /** Adds to a plan what locks it, and whoever hears that it is there no more. Refuses what is gone. */
  hold<Output>(plan: Plan<Output>, ref: string, context: HoldingContext): Promise<Plan<Output>>
}

/** What can be locked (K-05): the features register what is theirs. */
export class Holdables {
  readonly #kinds = new Map<HoldableKind, Holding>()

  register(kind: HoldableKind, holding: Holding): void {
    this.#kinds.set(kind, holding)
  }

  of(kind: HoldableKind): Holding {
    const holding = this.#kinds.get(kind)
    if (holding === undefined) throw new Error(`no feature locks ${kind}`)
    return holding
  }

  get all(): [HoldableKind, Holding][] {
    return [...this.#kinds]
  }
}
