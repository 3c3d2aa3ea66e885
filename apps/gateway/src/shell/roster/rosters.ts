import type { FacilityId } from '@morgenkreis/protocol'
import type { Logger } from 'pino'
import { Overtaken } from '../overtaken.ts'
import { Refused } from '../refused.ts'
import type { Roster } from './roster.ts'

export type RosterChanged = (before: Roster, now: Roster) => void

interface Kept {
  roster: Roster
  /** Monotonic milliseconds: when the look at the head document began that last found it unchanged. */
  verifiedAt: number
}

/**
 * The rosters that this gateway acts by. Whoever takes one gets the state that was verified within the lease, or `try-again`:
 * a gateway that cannot read may not go on deciding (K-35).
 */
export class Rosters {
  readonly #load: (id: FacilityId) => Promise<Roster | null>
  readonly #leaseMs: number
  readonly #log: Logger
  readonly #kept = new Map<FacilityId, Kept>()
  readonly #loading = new Map<FacilityId, Promise<Roster | null>>()
  readonly #changed: RosterChanged[] = []

  constructor(load: (id: FacilityId) => Promise<Roster | null>, leaseMs: number, log: Logger) {
    this.#load = load
    this.#log = log
    this.#leaseMs = leaseMs
  }

  /** Called after a roster was replaced by one with newer decisions, before anybody can take it. */
  onChange(changed: RosterChanged): void {
    this.#changed.push(changed)
  }

  /** What is kept, without a look at its age: for rendering, never for deciding. */
  peek(id: FacilityId): Roster | undefined {
    return this.#kept.get(id)?.roster
  }

  kept(): FacilityId[] {
    return [...this.#kept.keys()]
  }

  /** Resolves when every reading that has begun is over. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#loading.values())
  }

  /** At once where it is at hand: that is asked with every call. */
  get(id: FacilityId): Roster | Promise<Roster | null> {
    const kept = this.#kept.get(id)
    if (kept !== undefined && performance.now() - kept.verifiedAt < this.#leaseMs) return kept.roster
    return this.refresh(id)
  }

  /** What was read for these rosters may not be answered if somebody was removed meanwhile (K-35): throws `Overtaken`. */
  orTryAgain(rosters: readonly Roster[]): void {
    if (!rosters.every((roster) => this.isCurrent(roster))) throw new Overtaken()
  }

  /** Whoever needs it next reads it anew. */
  forget(id: FacilityId): void {
    this.#kept.delete(id)
  }

  /** Is this roster still the newest that is known here? */
  isCurrent(roster: Roster): boolean {
    return this.#kept.get(roster.facility.id)?.roster.decisions === roster.decisions
  }

  /** A look at the head document found these decisions; `began` is when the look began. */
  async verified(id: FacilityId, decisions: number, logEpoch: number, began: number): Promise<void> {
    // What is being read for the first time may be older than that.
    if (!this.#kept.has(id)) await this.#loading.get(id)
    const kept = this.#kept.get(id)
    if (kept === undefined) return
    if (kept.roster.decisions === decisions && kept.roster.logEpoch === logEpoch) {
      kept.verifiedAt = Math.max(kept.verifiedAt, began)
      return
    }
    if (kept.roster.decisions < decisions || kept.roster.logEpoch !== logEpoch) await this.refresh(id, decisions)
  }

  /** Reads anew. A reading that began earlier may miss what was just decided, so `atLeast` reads once more if need be. */
  async refresh(id: FacilityId, atLeast = 0): Promise<Roster | null> {
    const roster = await (this.#loading.get(id) ?? this.#begin(id))
    return roster !== null && roster.decisions < atLeast ? this.#begin(id) : roster
  }

  #begin(id: FacilityId): Promise<Roster | null> {
    const began = performance.now()
    const loading = this.#load(id)
      .catch((error: unknown) => {
        this.#log.warn({ err: error, facility: id }, 'a roster cannot be read')
        throw new Refused('try-again')
      })
      .then((roster) => this.#keep(id, roster, began))
      .finally(() => {
        if (this.#loading.get(id) === loading) this.#loading.delete(id)
      })
    this.#loading.set(id, loading)
    return loading
  }

  #keep(id: FacilityId, roster: Roster | null, began: number): Roster | null {
    if (roster === null) return null
    const before = this.#kept.get(id)
    // A slower reading that began earlier must not bring the older state back.
    if (
      before !== undefined &&
      before.roster.logEpoch === roster.logEpoch &&
      before.roster.decisions > roster.decisions
    ) {
      return before.roster
    }
    this.#kept.set(id, { roster, verifiedAt: began })
    if (before !== undefined) for (const changed of this.#changed) changed(before.roster, roster)
    return roster
  }
}
