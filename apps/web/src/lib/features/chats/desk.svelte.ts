import type { TalkItem } from '@morgenkreis/client'
import type { Message, RefusalCode, ToldEvent } from '@morgenkreis/protocol'
import type { Draft } from '#lib/shell/draft.svelte.ts'
import type { OutgoingMessage } from './outgoing.ts'
import type { Standing, Talking } from './talking.svelte.ts'

const joined = (...texts: readonly string[]) => texts.filter((text) => text.trim() !== '').join('\n\n')

/** What is being written in a thread: a message, an answer, or a change of an own one. */
export class Desk {
  about: { kind: 'reply' | 'edit'; message: Message } | undefined = $state.raw()
  /** Why a text came back, or was not taken. */
  returned: 'changed' | 'offline' | RefusalCode | undefined = $state()
  readonly #talking: Talking
  readonly #standing: Standing
  readonly #draft: Draft
  /** What was being written when a change of an older message began. */
  #aside = ''

  constructor(talking: Talking, standing: Standing, draft: Draft, answered: Message | undefined) {
    this.#talking = talking
    this.#standing = standing
    this.#draft = draft
    this.about = answered && { kind: 'reply', message: answered }
  }

  reply(message: Message) {
    this.leave()
    this.about = { kind: 'reply', message }
  }

  edit(message: Message) {
    this.leave()
    this.#aside = this.#draft.text
    this.#draft.hold()
    this.about = { kind: 'edit', message }
    this.#draft.text = message.text
  }

  /** Neither answers nor changes any more; what was being written before is there again. */
  leave() {
    if (this.about?.kind === 'edit') this.#draft.release(this.#aside)
    this.#aside = ''
    this.about = undefined
  }

  /** Takes the text over from the plain form; answers whether it did. */
  send(text: string): boolean {
    const { live } = this.#talking
    if (!live.ready || live.outbox === undefined || !this.#standing.isKnown) return false
    void this.#send(text)
    return true
  }

  async #send(text: string) {
    const { live, as, thread } = this.#talking
    const { about } = this
    this.returned = undefined
    const under = await this.#standing.acknowledge()
    if (under === undefined) {
      this.returned = live.line === 'live' ? 'changed' : 'offline'
      return
    }
    if (about?.kind === 'edit') {
      void live.outbox?.send('message.edit', { as, input: { message: about.message.id, text, ...under } })
      this.leave()
      return
    }
    const quotes = about === undefined ? {} : { quotes: about.message.id }
    void live.outbox?.send('message.send', { as, input: { thread, text, ...quotes, ...under } })
    this.about = undefined
    this.#draft.text = ''
  }

  /** What is answered or changed was taken away: nothing of it is left here, but what was written. */
  told({ name, ref }: ToldEvent) {
    const { about } = this
    if (name !== 'message.removed' || about === undefined || ref !== about.message.id) return
    const { text } = this.#draft
    if (about.kind === 'edit') this.#draft.release(joined(text, this.#aside))
    this.#aside = ''
    this.about = undefined
    this.returned = 'gone'
  }

  /** The gate refused what was sent: its text is here again, and the button says who reads now. */
  takeBack(entry: OutgoingMessage, shown: readonly TalkItem[]) {
    const { text } = entry.input
    const changed = entry.name === 'message.edit' && shown.find(({ id }) => id === entry.input.message)
    if (changed && 'text' in changed) {
      this.edit(changed)
      this.#draft.text = text
    } else this.#draft.text = joined(text, this.#draft.text)
    this.returned = 'changed'
    void this.#talking.live.outbox?.discard(entry.request)
    void this.#standing.renew()
  }
}
