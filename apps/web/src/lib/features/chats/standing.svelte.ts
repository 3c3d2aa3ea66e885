import { newRequest } from '@morgenkreis/client'
import type { Audience, ChatAcknowledgementId, Language, OutputOf } from '@morgenkreis/protocol'
import type { Talking } from './talking.svelte.ts'

/** Under what the own messages are said: the standing acknowledgement, and who reads them now (decision 1). */
export class Standing {
  audience: Audience | null
  /** What is about to be acknowledged with the next sending; null where it was, or is not needed. */
  preview: OutputOf<'audience.preview'> | null
  under: ChatAcknowledgementId | null
  readonly #talking: Talking
  readonly #language: Language
  readonly #isPublic: boolean
  #asking: Promise<void> | undefined

  constructor(
    talking: Talking,
    language: Language,
    read: Pick<OutputOf<'thread.read'>, 'audience' | 'acknowledgement'> & {
      preview: OutputOf<'audience.preview'> | null
    },
  ) {
    this.#talking = talking
    this.#language = language
    this.#isPublic = read.audience !== null
    this.audience = $state.raw(read.audience)
    this.preview = $state.raw(read.preview)
    this.under = $state.raw(read.acknowledgement)
  }

  /** Whether a message can be sent now, with this click as its acknowledgement if one is due. */
  get isKnown() {
    return !this.#isPublic || this.under !== null || this.preview !== null
  }

  /** What to send a message under: nothing in conversations, undefined where it cannot be acknowledged now. */
  async acknowledge(): Promise<{ under?: ChatAcknowledgementId } | undefined> {
    if (!this.#isPublic) return {}
    if (this.under !== null) return { under: this.under }
    const { as, thread, live } = this.#talking
    if (this.preview === null) return undefined
    const acknowledgement = { preview: this.preview.token, accepted: true } as const
    const call = { as, request: newRequest(), input: { thread, acknowledgement } }
    const reply = await live.door?.call('thread.acknowledge', call).catch(() => undefined)
    if (reply?.ok !== true) {
      await this.renew()
      return this.under === null ? undefined : { under: this.under }
    }
    this.preview = null
    this.under = reply.data.id
    this.audience = reply.data.audience
    return { under: reply.data.id }
  }

  /** Somebody was added, or the sentence changed: asks anew who reads, and shows it before anything is sent. */
  renew(): Promise<void> {
    this.under = null
    this.preview = null
    return this.#ask()
  }

  /** Asks while it is not known and there is a connection; answers how to stop. For effects. */
  keep(): (() => void) | undefined {
    if (this.isKnown || this.#talking.live.line !== 'live') return undefined
    void this.#ask()
    const again = setInterval(() => void this.#ask(), 5_000)
    return () => clearInterval(again)
  }

  #ask() {
    this.#asking ??= this.#read().finally(() => (this.#asking = undefined))
    return this.#asking
  }

  async #read(): Promise<void> {
    const { as, thread, live } = this.#talking
    const read = await live.door?.call('thread.read', { as, input: { thread } }).catch(() => undefined)
    if (read?.ok !== true) return
    this.audience = read.data.audience
    this.under = read.data.acknowledgement
    if (this.under !== null) return
    const input = { destination: { kind: 'chat' as const, thread }, language: this.#language }
    const reply = await live.door?.call('audience.preview', { as, input }).catch(() => undefined)
    if (reply?.ok) this.preview = reply.data
  }
}
