import { requestKey, type Ask } from './ask.ts'

/** Requests on their way to being stored: whoever asks again meanwhile gets what becomes of the first. */
export class UnderWay {
  readonly #replies = new Map<string, Promise<unknown>>()

  /** Answers the reply, and remembers until then that this request is on its way. */
  async follow(ask: Ask, reply: Promise<unknown>): Promise<unknown> {
    const key = requestKey(ask)
    if (this.#replies.has(key)) return reply
    this.#replies.set(key, reply)
    try {
      return await reply
    } finally {
      this.#replies.delete(key)
    }
  }

  /** Resolves when nothing under this request is on its way any more, whatever became of it. */
  async settled(ask: Ask): Promise<void> {
    await this.#replies.get(requestKey(ask))?.catch(() => undefined)
  }
}
