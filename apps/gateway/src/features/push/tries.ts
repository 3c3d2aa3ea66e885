import type { SubscriptionId } from '@morgenkreis/protocol'

const everyMs = 5_000

/** The test button of a device works once in five seconds: push services are nobody's to play with. */
export class Tries {
  readonly #last = new Map<SubscriptionId, number>()

  take(subscription: SubscriptionId, now: Date): boolean {
    const at = now.getTime()
    for (const [id, last] of this.#last) if (at - last >= everyMs) this.#last.delete(id)
    if (this.#last.has(subscription)) return false
    this.#last.set(subscription, at)
    return true
  }
}
