import { isNotifying } from '@morgenkreis/domain'
import type { Logger } from 'pino'
import type { FacilityId, PersonId } from '@morgenkreis/protocol'
import type { Clock } from '../clock.ts'
import type { StoredRow } from '../commit/rows.ts'
import type { Roster } from '../roster/roster.ts'
import type { Deliverer } from './deliverer.ts'
import type { Follower } from './follower.ts'
import { lookAgainAtHeld } from './held.ts'
import type { NotifyStore } from './store.ts'

export interface NotifyParts {
  readonly follower: Follower
  readonly deliverer: Deliverer
  readonly store: NotifyStore
  readonly clock: Clock
  readonly log: Logger
  readonly pollMs: number
  /** False where this installation has no way to notify anybody: then nothing is followed. */
  readonly isAble: boolean
  readonly leave: () => Promise<void>
}

/** What a facility set of when it is quiet. */
const silenceOf = ({ quiet, closings }: Roster) => JSON.stringify([quiet, closings])

const countEveryMs = 15_000
/** Under load a look begins at most so often: one for what hundreds of commits left costs hardly more than one for each. */
const lookEveryMs = 200

/** Push and mail: follows the journal, and sends what is due, once a second and as soon as something happened here. */
export class Notify {
  readonly #parts: NotifyParts
  #timer: NodeJS.Timeout | undefined
  #turn: Promise<void> | null = null
  #again = false
  #stopped = false
  #countedAt = -Infinity
  #lookedAt = -Infinity
  /** Deliveries that were given up, of all gateways, and those that wait. */
  dead = 0
  waiting = 0

  constructor(parts: NotifyParts) {
    this.#parts = parts
  }

  get taken(): number {
    return this.#parts.deliverer.taken
  }

  async start(): Promise<void> {
    if (!this.#parts.isAble) return
    await this.#parts.follower.begin()
    // Quiet hours may have been changed while no gateway was there to see it.
    await this.lookAgain({})
    this.wake()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#turn
    await this.#parts.leave().catch(() => undefined)
  }

  committed(rows: readonly StoredRow[]): void {
    if (this.#parts.isAble && rows.some(({ row }) => row.name !== null && isNotifying(row.name))) this.wake()
  }

  rosterChanged(before: Roster | null, now: Roster): void {
    this.#parts.deliverer.rosterChanged(now)
    if (before === null || silenceOf(before) === silenceOf(now)) return
    this.lookAgain({ facility: now.facility.id }).catch((error: unknown) =>
      this.#parts.log.warn({ err: error }, 'what is held was not looked at again'),
    )
  }

  /** N5: quiet hours of a facility, of a person, or any were changed: what is held waits for the new end. */
  async lookAgain(of: { facility?: FacilityId; person?: PersonId }): Promise<void> {
    const { store, clock, isAble } = this.#parts
    if (!isAble) return
    await lookAgainAtHeld(store, of, clock.now())
    this.wake()
  }

  /** Looks at once, or as soon as it is time to look again. */
  wake(): void {
    if (this.#turn !== null) this.#again = true
    else this.#plan(this.#lookedAt + lookEveryMs - performance.now())
  }

  #plan(inMs: number): void {
    clearTimeout(this.#timer)
    if (this.#stopped) return
    if (inMs <= 0) this.#begin()
    else this.#timer = setTimeout(() => this.#begin(), inMs)
  }

  #begin(): void {
    this.#again = false
    this.#lookedAt = performance.now()
    let more = false
    this.#turn = this.#look()
      .then((sent) => void (more = sent))
      .catch((error: unknown) => this.#parts.log.warn({ err: error }, 'notifying failed'))
      .finally(() => {
        this.#turn = null
        if (this.#again && !more) this.wake()
        else this.#plan(more ? 0 : this.#parts.pollMs)
      })
  }

  /** Answers whether something was sent: then more may be due. */
  async #look(): Promise<boolean> {
    const { follower, deliverer } = this.#parts
    await follower.look()
    const sent = await deliverer.turn()
    await this.#count()
    return sent > 0
  }

  async #count(): Promise<void> {
    if (performance.now() - this.#countedAt < countEveryMs) return
    this.#countedAt = performance.now()
    const { deliveries } = this.#parts.store
    const count = (state: 'dead' | 'waiting') => deliveries.model.countDocuments({ state })
    const [dead, waiting] = await Promise.all([count('dead'), count('waiting')])
    Object.assign(this, { dead, waiting })
  }
}
