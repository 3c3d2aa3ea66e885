import { timelessId } from '../clock.ts'
import type { Stream } from '../plan.ts'
import type { AuditStore } from './store.ts'

/** Who acted, under a name that means nothing elsewhere: one for each actor and stream. */
export class Pseudonyms {
  readonly #store: AuditStore['pseudonyms']

  constructor({ pseudonyms }: Pick<AuditStore, 'pseudonyms'>) {
    this.#store = pseudonyms
  }

  /** Finds or makes them. */
  async of(stream: Stream, actors: readonly string[]): Promise<Map<string, string>> {
    const wanted = [...new Set(actors)]
    if (wanted.length === 0) return new Map()
    const known = await this.#find(stream, wanted)
    const missing = wanted.filter((actor) => !known.has(actor))
    if (missing.length === 0) return known
    await this.#store.native.bulkWrite(
      missing.map((actor) => ({
        updateOne: {
          filter: { stream, actor },
          update: { $setOnInsert: { _id: timelessId(), stream, actor } },
          upsert: true,
        },
      })),
      { ordered: false },
    )
    return this.#find(stream, wanted)
  }

  /** Who stands behind these. */
  async actors(pseudonyms: readonly string[]): Promise<Map<string, string>> {
    const found = await this.#store.model.find({ _id: { $in: [...pseudonyms] } }).lean()
    return new Map(found.map(({ _id, actor }) => [_id, actor]))
  }

  async #find(stream: Stream, actors: readonly string[]): Promise<Map<string, string>> {
    const found = await this.#store.model.find({ stream, actor: { $in: [...actors] } }).lean()
    return new Map(found.map(({ _id, actor }) => [actor, _id]))
  }
}
