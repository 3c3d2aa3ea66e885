import type { JobStore } from './store.ts'

/** One gateway's share in a job: it does it while it holds the lease, and another one takes over when that is over. */
export class Lease {
  readonly #store: JobStore
  readonly #job: string
  readonly #holder: string
  readonly #leaseMs: number
  #renewAt = 0

  constructor(store: JobStore, job: string, { holder, leaseMs }: { holder: string; leaseMs: number }) {
    this.#store = store
    this.#job = job
    this.#holder = holder
    this.#leaseMs = leaseMs
  }

  /** Takes it, or goes on holding it; false while another gateway has it. */
  async take(): Promise<boolean> {
    if (performance.now() < this.#renewAt) return true
    const now = performance.now()
    const isFree = { $or: [{ $lte: ['$until', '$$NOW'] }, { $eq: ['$holder', this.#holder] }] }
    const until = { $add: ['$$NOW', this.#leaseMs] }
    const { matchedCount } = await this.#store.native.updateOne({ _id: this.#job, $expr: isFree }, [
      { $set: { holder: this.#holder, until } },
    ])
    if (matchedCount === 1) this.#renewAt = now + this.#leaseMs / 2
    return matchedCount === 1
  }

  /** Lets the next one take it at once. */
  async leave(): Promise<void> {
    this.#renewAt = 0
    await this.#store.native.updateOne({ _id: this.#job, holder: this.#holder }, { $set: { until: new Date(0) } })
  }

  /** The document that is held: there from the first start on. */
  async prepare(): Promise<void> {
    const free = { holder: '', until: new Date(0) }
    await this.#store.native.updateOne({ _id: this.#job }, { $setOnInsert: free }, { upsert: true })
  }
}
