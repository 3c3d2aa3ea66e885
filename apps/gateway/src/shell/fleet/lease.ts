import type { LeaseStore } from './lease-store.ts'

/** One holder at a time across all gateways, by the database's clock; whoever does not come back loses it. */
export class Lease {
  readonly #store: LeaseStore
  readonly #name: string
  readonly #holder: string
  readonly #forMs: number

  constructor(store: LeaseStore, { name, holder, forMs }: { name: string; holder: string; forMs: number }) {
    this.#store = store
    this.#name = name
    this.#holder = holder
    this.#forMs = forMs
  }

  /** Takes or prolongs it; false while another gateway holds it. */
  async hold(): Promise<boolean> {
    const mine = { $or: [{ $eq: ['$holder', this.#holder] }, { $lt: ['$until', '$$NOW'] }, { $not: ['$until'] }] }
    const held = await this.#store.native.findOneAndUpdate(
      { _id: this.#name },
      [
        {
          $set: {
            holder: { $cond: [mine, { $literal: this.#holder }, '$holder'] },
            until: { $cond: [mine, { $add: ['$$NOW', this.#forMs] }, '$until'] },
          },
        },
      ],
      { upsert: true, returnDocument: 'after' },
    )
    return held?.['holder'] === this.#holder
  }

  async leave(): Promise<void> {
    await this.#store.native.deleteOne({ _id: this.#name, holder: this.#holder })
  }
}
