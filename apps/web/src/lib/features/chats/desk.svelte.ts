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
    this.#begin('reply', message)
  }

  edit(message: Message, text = message.text) {
    this.leave()
    this.#aside = this.#draft.text
    this.#begin('edit', message)
    this.#draft.hold(text)
  }

  #begin(kind: 'reply' | 'edit', message: Message) {
    this.about = { kind, message }
    this.#draft.about = `${kind} ${message.id}`
  }

  /** Goes on with what was being answered or changed when the page was left. A change that is too late is a text like any other. */
  recall(shown: readonly TalkItem[], isEditable: (message: Message) => boolean) {
    if (this.about !== undefined) return
    const [kind, id] = this.#draft.about.split(' ')
    const found = shown.find((one) => one.id === id)
    const message = found !== undefined && 'text' in found ? found : undefined
    if (kind === 'reply' && message !== undefined) this.reply(message)
    if (kind !== 'edit') return
    const { change, text } = this.#draft
    if (message !== undefined && isEditable(message)) return this.edit(message, change || message.text)
    this.#draft.release(joined(change, text))
    this.#draft.about = ''
  }

  /** Neither answers nor changes any more; what was being written before is there again. */
  leave() {
    this.#end(this.#aside)
  }

  /** With this text, if something was being changed. */
  #end(text: string) {
    if (this.about?.kind === 'edit') this.#draft.release(text)
    this.#aside = ''
    this.about = undefined
    this.#draft.about = ''
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
    this.leave()
    this.#draft.text = ''
  }

  /** What is answered or changed was taken away: nothing of it is left here, but what was written. */
  told({ name, ref }: ToldEvent) {
    if (name !== 'message.removed' || ref !== this.about?.message.id) return
    this.#end(joined(this.#draft.text, this.#aside))
    this.returned = 'gone'
  }

  /** The gate refused what was sent: its text is here again, and the button says who reads now. */
  takeBack(entry: OutgoingMessage, shown: readonly TalkItem[]) {
    // Another message is being changed here: what was refused stays in sight where it is.
    if (this.about?.kind === 'edit') return
    const { text } = entry.input
    const draft = this.#draft
    const changed = entry.name === 'message.edit' && shown.find(({ id }) => id === entry.input.message)
    if (changed && 'text' in changed) this.edit(changed, text)
    else draft.text = joined(text, draft.text)
    this.returned = 'changed'
    void this.#talking.live.outbox?.discard(entry.request)
    void this.#standing.renew()
  }
}
