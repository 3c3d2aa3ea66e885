import { isNotifying } from '@morgenkreis/domain'
import type { Logger } from 'pino'
import type { StoredRow } from '../commit/rows.ts'
import type { Roster } from '../roster/roster.ts'
import type { Deliverer } from './deliverer.ts'
import type { Follower } from './follower.ts'
import type { NotifyStore } from './store.ts'

export interface NotifyParts {
  readonly follower: Follower
  readonly deliverer: Deliverer
  readonly store: NotifyStore
  readonly log: Logger
  readonly pollMs: number
  readonly leave: () => Promise<void>
}

const countEveryMs = 15_000

/** Push and mail: follows the journal, and sends what is due, once a second and as soon as something happened here. */
export class Notify {
  readonly #parts: NotifyParts
  #timer: NodeJS.Timeout | undefined
  #turn: Promise<void> | null = null
  #again = false
  #stopped = false
  #countedAt = -Infinity
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
    await this.#parts.follower.begin()
    this.wake()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#turn
    await this.#parts.leave().catch(() => undefined)
  }

  committed(rows: readonly StoredRow[]): void {
    if (rows.some(({ row }) => row.name !== null && isNotifying(row.name))) this.wake()
  }

  rosterChanged(now: Roster): void {
    this.#parts.deliverer.rosterChanged(now)
  }

  /** Looks at once, or again as soon as it has looked. */
  wake(): void {
    if (this.#stopped) return
    if (this.#turn !== null) {
      this.#again = true
      return
    }
    clearTimeout(this.#timer)
    this.#again = false
    this.#turn = this.#look()
      .catch((error: unknown) => this.#parts.log.warn({ err: error }, 'notifying failed'))
      .finally(() => this.#plan())
  }

  #plan(): void {
    this.#turn = null
    if (this.#stopped) return
    if (this.#again) return this.wake()
    this.#timer = setTimeout(() => this.wake(), this.#parts.pollMs)
  }

  async #look(): Promise<void> {
    const { follower, deliverer } = this.#parts
    await follower.look()
    if ((await deliverer.turn()) > 0) this.#again = true
    await this.#count()
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
