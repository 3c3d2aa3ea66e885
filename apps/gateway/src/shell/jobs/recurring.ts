import type { Logger } from 'pino'
import type { Leases } from './leases.ts'

/** Work that recurs. With a lease, one gateway does it at a time; it must bear being done twice at once nevertheless. */
export interface Job {
  readonly everyMs: number
  readonly leaseMs: number | null
  work(): Promise<void>
}

/** Does the recurring work of a gateway: each job waits for its own end before it waits for its next turn. */
export class Recurring {
  readonly #leases: Leases
  readonly #log: Logger
  readonly #jobs = new Map<string, Job>()
  readonly #timers = new Map<string, NodeJS.Timeout>()
  /** Of each job the last turn, which never throws. */
  readonly #running = new Map<string, Promise<void>>()
  #stopped = false

  constructor(leases: Leases, log: Logger) {
    this.#leases = leases
    this.#log = log
  }

  add(name: string, job: Job): void {
    this.#jobs.set(name, job)
  }

  start(): void {
    for (const name of this.#jobs.keys()) this.#plan(name)
  }

  /** Does it as soon as what is under way of it is done, unless another gateway has the lease; throws what went wrong. */
  async now(name: string): Promise<boolean> {
    const job = this.#jobs.get(name)
    if (job === undefined) throw new Error(`nobody does ${name}`)
    const turn = Promise.resolve(this.#running.get(name)).then(() => this.#turn(name, job))
    const over = () => undefined
    this.#running.set(name, turn.then(over, over))
    return turn
  }

  async #turn(name: string, job: Job): Promise<boolean> {
    if (job.leaseMs !== null && !(await this.#leases.hold(name, job.leaseMs))) return false
    await job.work()
    return true
  }

  async stop(): Promise<void> {
    this.#stopped = true
    for (const timer of this.#timers.values()) clearTimeout(timer)
    await Promise.all(this.#running.values())
    await this.#leases.release().catch(() => undefined)
  }

  #plan(name: string): void {
    if (this.#stopped) return
    const timer = setTimeout(
      () => {
        void this.now(name)
          .catch((error: unknown) => this.#log.warn({ err: error, job: name }, 'recurring work failed'))
          .finally(() => this.#plan(name))
      },
      this.#jobs.get(name)?.everyMs ?? 0,
    )
    timer.unref()
    this.#timers.set(name, timer)
  }
}
