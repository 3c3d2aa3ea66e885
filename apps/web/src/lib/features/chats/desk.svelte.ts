import { SvelteSet } from 'svelte/reactivity'
import type { TalkItem } from '@morgenkreis/client'
import type { Message, RefusalCode, ToldEvent } from '@morgenkreis/protocol'
import type { Draft } from '#lib/shell/draft.svelte.ts'
import { joined } from '#lib/shell/drafts.ts'
import { isOfTheGate } from '#lib/shell/gate-refused.ts'
import { aboutOf, together, type About, type Answered } from './about.ts'
import type { OutgoingMessage } from './outgoing.ts'
import type { Standing } from './standing.svelte.ts'
import type { Talking } from './talking.svelte.ts'

type Why = 'changed' | 'offline' | 'starting' | 'unkept' | RefusalCode

/** What is being written in a thread: a message, an answer, or a change of an own one. */
export class Desk {
  about: About | undefined = $state.raw()
  /** What has left the box, until it is kept for sending. */
  leaving: { readonly text: string; readonly about: About | undefined } | undefined = $state.raw()
  /** Why a text came back, or was not taken. */
  returned: Why | undefined = $state()
  readonly #talking: Talking
  readonly #standing: () => Standing
  readonly #draft: Draft
  /** What came back once comes back no second time, although it takes a moment to leave the outbox. */
  readonly #taken = new SvelteSet<string>()
  /** Something that came back is in the box. */
  #holdsReturned = false

  constructor(talking: Talking, standing: () => Standing, draft: Draft, answered: Message | undefined) {
    this.#talking = talking
    this.#standing = standing
    this.#draft = draft
    this.about = answered && { kind: 'reply', message: answered }
  }

  reply(message: Answered) {
    this.leave()
    this.#begin({ kind: 'reply', message })
  }

  edit(message: Message, text = message.text) {
    this.leave()
    this.#begin({ kind: 'edit', message })
    this.#draft.hold(text)
  }

  #begin(about: About) {
    this.about = about
    this.#draft.about = `${about.kind} ${about.message.id}`
  }

  /** Goes on with what was being answered or changed when the page was left. A change that is too late is a text like any other. */
  recall(shown: readonly TalkItem[], isEditable: (message: Message) => boolean) {
    if (this.about !== undefined) return
    const [kind, id] = this.#draft.about.split(' ')
    const found = shown.find((one) => one.id === id)
    const message = found !== undefined && 'text' in found ? found : undefined
    if (kind === 'reply' && message !== undefined) this.reply(message)
    if (kind !== 'edit') return
    const { change, own } = this.#draft
    if (message !== undefined && isEditable(message)) return this.edit(message, change || message.text)
    this.#draft.own = joined(change, own)
    this.leave()
  }

  /** Neither answers nor changes any more; what was being written before is there again. */
  leave() {
    this.#draft.release()
    this.#draft.about = ''
    this.about = undefined
  }

  /** Takes the text over from the plain form; answers whether it did. */
  send(text: string): boolean {
    // One after the other: what is tapped twice is said once.
    if (this.leaving !== undefined) return true
    const { live } = this.#talking
    if (live.ready && live.outbox !== undefined && this.#standing().isKnown) {
      void this.#send(text)
      return true
    }
    if (this.about?.kind !== 'edit') return false
    // The plain form knows of no change: it would say it as something new.
    this.returned = 'starting'
    return true
  }

  async #send(text: string) {
    this.returned = undefined
    this.leaving = { text, about: this.about }
    this.#draft.take()
    this.leave()
    const why = await this.#deliver(this.leaving)
    const { about } = this.leaving
    this.leaving = undefined
    if (why === undefined) this.#holdsReturned = false
    else this.#bring(text, about)
    this.#draft.left()
    this.returned = why
  }

  async #deliver({ text, about }: NonNullable<Desk['leaving']>): Promise<Why | undefined> {
    const { live, as, thread } = this.#talking
    const under = await this.#standing().acknowledge()
    if (under === undefined) return live.line === 'live' ? 'changed' : 'offline'
    if (live.outbox === undefined) return 'starting'
    try {
      if (about?.kind === 'edit') {
        await live.outbox.send('message.edit', { as, input: { message: about.message.id, text, ...under } })
      } else {
        const quotes = about === undefined ? {} : { quotes: about.message.id }
        await live.outbox.send('message.send', { as, input: { thread, text, ...quotes, ...under } })
      }
      return undefined
    } catch {
      // The device is full, or another tab has closed what is kept there.
      return 'unkept'
    }
  }

  /** Before what was written meanwhile; behind a change that is being made. */
  #bring(text: string, about: About | undefined) {
    if (about?.kind === 'edit' && this.about === undefined) return this.edit(about.message, text)
    if (about?.kind === 'reply' && this.about === undefined) this.#begin(about)
    this.#draft.own = joined(text, this.#draft.own)
  }

  /** What is answered or changed was taken away: nothing of it is left here, but what was written. */
  told({ name, ref }: ToldEvent) {
    if (name !== 'message.removed') return
    if (ref === this.leaving?.about?.message.id) this.leaving = { text: this.leaving.text, about: undefined }
    if (ref !== this.about?.message.id) return
    if (this.about.kind === 'edit') this.#draft.own = joined(this.#draft.text, this.#draft.own)
    this.leave()
    this.returned = 'gone'
  }

  /**
   * The gate refused these, oldest first: their texts are here again, and the button says who reads now. Those that do not
   * belong together with what is being written stay in sight where they are until it was sent.
   */
  takeBack(refused: readonly OutgoingMessage[], shown: readonly TalkItem[]) {
    const standing = this.#standing()
    const left = refused.filter(({ request }) => !this.#taken.has(request))
    const [first, ...others] = together(left)
    if (first === undefined || this.leaving !== undefined) return
    if (left.some(({ input }) => input.under === standing.under)) void standing.renew()
    const about = aboutOf(first, shown)
    const isFree = this.about === undefined && !(this.#holdsReturned && this.#draft.own.trim() !== '')
    const isSame = about?.kind === 'reply' && this.about?.kind === 'reply' && about.message.id === this.about.message.id
    if (isFree || isSame) this.#return([first, ...others], about)
  }

  #return(entries: readonly OutgoingMessage[], about: About | undefined) {
    this.#bring(joined(...entries.map(({ input }) => input.text)), about)
    this.#holdsReturned = true
    this.returned = 'changed'
    for (const { request } of entries) {
      this.#taken.add(request)
      void this.#talking.live.outbox?.discard(request)
    }
    // What has been acknowledged since then holds for these, too.
    if (this.#standing().under === null) void this.#standing().renew()
  }

  /** Once more, by hand: what the gate refused under a new acknowledgement, or by way of the box. */
  again(entry: OutgoingMessage, shown: readonly TalkItem[]) {
    const { outbox } = this.#talking.live
    if (!isOfTheGate(entry.refusal?.code)) return void outbox?.again(entry.request)
    const { under } = this.#standing()
    if (under !== null && under !== entry.input.under)
      return void outbox?.again(entry.request, { ...entry.input, under })
    if (this.about?.kind === 'edit' || this.leaving !== undefined) this.returned = 'changed'
    else this.#return([entry], aboutOf(entry, shown))
  }
}
