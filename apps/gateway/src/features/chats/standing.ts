import { holds, type Standing } from '@morgenkreis/domain'
import type { Audience, ChatAcknowledgementId, MembershipId, ThreadId } from '@morgenkreis/protocol'
import type { AcknowledgementDoc, ChatStore } from './store.ts'

const mostRemembered = 20_000

/** What was acknowledged for whole threads. A row never changes, so it is read once. */
export class Standings {
  readonly #store: ChatStore
  readonly #known = new Map<ChatAcknowledgementId, Standing>()

  constructor(store: ChatStore) {
    this.#store = store
  }

  /** At once where it is at hand: that is asked with every message. */
  find(id: ChatAcknowledgementId, now: Date): Standing | Promise<Standing | null> {
    return this.#known.get(id) ?? this.#read(id, now)
  }

  async #read(_id: ChatAcknowledgementId, now: Date): Promise<Standing | null> {
    const doc = await this.#store.acknowledgements.model.findOne({ _id, expiresAt: { $gt: now } }).lean()
    if (doc === null) return null
    if (this.#known.size >= mostRemembered) this.#known.clear()
    const standing = standingOf(doc)
    this.#known.set(_id, standing)
    return standing
  }

  /** The own acknowledgement for a thread that still holds for this audience, if there is one. */
  async holding(
    { membership, thread, now }: { membership: MembershipId; thread: ThreadId; now: Date },
    audience: Audience,
  ): Promise<Standing | null> {
    const filter = { membership, thread, expiresAt: { $gt: now } }
    const [doc] = await this.#store.acknowledgements.model
      .find(filter)
      .sort({ 'proof.version': -1, 'proof.audience': -1 })
      .limit(1)
      .lean()
    const standing = doc === undefined ? null : standingOf(doc)
    return standing !== null && holds(standing, audience) === null ? standing : null
  }
}

const standingOf = ({ _id: id, membership: by, thread, proof }: AcknowledgementDoc): Standing => ({
  id,
  by,
  thread,
  proof,
})
