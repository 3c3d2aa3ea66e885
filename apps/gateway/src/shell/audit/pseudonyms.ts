import { timelessId } from '../clock.ts'
import type { Stream } from '../plan.ts'
import type { AuditStore } from './store.ts'

const mostRemembered = 20_000

/** Who acted, under a name that means nothing elsewhere: one for each actor and stream. */
export class Pseudonyms {
  readonly #store: AuditStore['pseudonyms']
  /** Those of whoever acted lately, by stream and actor. They never change, and go long after their membership. */
  readonly #lately = new Map<string, string>()

  constructor({ pseudonyms }: Pick<AuditStore, 'pseudonyms'>) {
    this.#store = pseudonyms
  }

  /** Finds or makes them. */
  async of(stream: Stream, actors: readonly string[]): Promise<Map<string, string>> {
    const all = new Set(actors)
    const names = new Map<string, string>()
    for (const actor of all) {
      const name = this.#lately.get(`${stream} ${actor}`)
      if (name !== undefined) names.set(actor, name)
    }
    const wanted = [...all].filter((actor) => !names.has(actor))
    if (wanted.length === 0) return names
    if (this.#lately.size > mostRemembered) this.#lately.clear()
    for (const [actor, name] of await this.#findOrMake(stream, wanted)) {
      names.set(actor, name)
      this.#lately.set(`${stream} ${actor}`, name)
    }
    return names
  }

  async #findOrMake(stream: Stream, wanted: readonly string[]): Promise<Map<string, string>> {
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
