import type { Logger } from 'pino'
import { Lease } from './lease.ts'
import type { JobStore } from './store.ts'

export interface JobParts {
  readonly store: JobStore
  readonly log: Logger
  readonly holder: string
  readonly leaseMs: number
  /** How long a job rests after each run. */
  readonly everyMs: number
  /** May this gateway act? */
  able(): boolean
}

interface Job {
  readonly name: string
  readonly lease: Lease
  readonly run: () => Promise<void>
  round: Promise<void>
  timer?: NodeJS.Timeout
}

/**
 * Recurring work, each on a lease of its own. A run that outlasts its lease goes on while another gateway begins, so what a job
 * does must not matter twice; the lease only saves work.
 */
export class Jobs {
  readonly #parts: JobParts
  readonly #jobs: Job[] = []
  #stopped = false

  constructor(parts: JobParts) {
    this.#parts = parts
  }

  readonly add = (name: string, run: () => Promise<void>): void => {
    const lease = new Lease(this.#parts.store, name, this.#parts)
    this.#jobs.push({ name, lease, run, round: Promise.resolve() })
  }

  async start(): Promise<void> {
    await Promise.all(this.#jobs.map(({ lease }) => lease.prepare()))
    for (const job of this.#jobs) this.#plan(job)
  }

  /** Lets what runs finish, and others go on at once. */
  async stop(): Promise<void> {
    this.#stopped = true
    for (const { timer } of this.#jobs) clearTimeout(timer)
    await Promise.all(this.#jobs.map(({ round }) => round))
    await Promise.all(this.#jobs.map(({ lease }) => lease.leave().catch(() => undefined)))
  }

  #plan(job: Job): void {
    if (this.#stopped) return
    job.timer = setTimeout(() => {
      job.round = this.#turn(job)
        .catch((error: unknown) => this.#parts.log.warn({ err: error, job: job.name }, 'a job failed'))
        .finally(() => this.#plan(job))
    }, this.#parts.everyMs)
  }

  async #turn({ lease, run }: Job): Promise<void> {
    if (this.#parts.able() && (await lease.take())) await run()
  }
}
