import { MongoServerError } from '../database.ts'
import type { LeaseStore } from './store.ts'

const duplicate = 11_000

/** One small document per kind of work: whoever holds it does the work, and nobody else. */
export class Leases {
  readonly #store: LeaseStore
  readonly #id: string

  constructor(store: LeaseStore, id: string) {
    this.#store = store
    this.#id = id
  }

  /** Takes the lease, or keeps it for so long from now; false where another gateway has it. */
  async hold(name: string, forMs: number): Promise<boolean> {
    const mine = { $or: [{ $eq: [{ $ifNull: ['$holder', this.#id] }, this.#id] }, { $lte: ['$until', '$$NOW'] }] }
    try {
      const lease = await this.#store.native.findOneAndUpdate(
        { _id: name },
        [
          { $set: { mine } },
          {
            $set: {
              holder: { $cond: ['$mine', this.#id, '$holder'] },
              until: { $cond: ['$mine', { $add: ['$$NOW', forMs] }, '$until'] },
            },
          },
          { $unset: 'mine' },
        ],
        { upsert: true, returnDocument: 'after' },
      )
      return lease?.['holder'] === this.#id
    } catch (error) {
      // Two gateways made it at once: the other was first.
      if (error instanceof MongoServerError && error.code === duplicate) return false
      throw error
    }
  }

  /** Gives back what is held, so that the next one need not wait. */
  async release(): Promise<void> {
    await this.#store.native.deleteMany({ holder: this.#id })
  }
}
