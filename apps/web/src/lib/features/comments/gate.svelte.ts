import type { AnnouncementId, Language, MembershipId, OutputOf } from '@morgenkreis/protocol'
import type { Live } from '#lib/shell/live/live.svelte.ts'

type Preview = OutputOf<'audience.preview'>

/** The preview that stands above the send button. It serves one comment: after each it is asked for anew. */
export class Gate {
  preview: Preview | null
  readonly #live: Live
  readonly #as: MembershipId
  readonly #announcement: AnnouncementId
  readonly #language: Language

  constructor(live: Live, as: MembershipId, announcement: AnnouncementId, language: Language, preview: Preview | null) {
    this.#live = live
    this.#as = as
    this.#announcement = announcement
    this.#language = language
    this.preview = $state.raw(preview)
  }

  /** Asks while there is none and there is a connection; answers how to stop. For effects. */
  keep(): (() => void) | undefined {
    if (this.preview !== null || this.#live.line !== 'live') return undefined
    void this.#ask()
    const again = setInterval(() => void this.#ask(), 5_000)
    return () => clearInterval(again)
  }

  async #ask() {
    const destination = { kind: 'comment' as const, announcement: this.#announcement }
    const call = { as: this.#as, input: { destination, language: this.#language } }
    const reply = await this.#live.door?.call('audience.preview', call).catch(() => undefined)
    if (reply?.ok) this.preview = reply.data
  }
}
