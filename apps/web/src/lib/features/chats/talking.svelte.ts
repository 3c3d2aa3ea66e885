import { SvelteSet } from 'svelte/reactivity'
import {
  applyToTalk,
  cutTalk,
  emptyTalk,
  mergeTalk,
  newRequest,
  takeIn,
  type Talk,
  type TalkItem,
} from '@morgenkreis/client'
import type {
  Audience,
  ChatAcknowledgementId,
  GoneMessage,
  InputOf,
  Language,
  MembershipId,
  Message,
  MessageId,
  OutputOf,
  ThreadId,
  ToldEvent,
} from '@morgenkreis/protocol'
import type { Live } from '#lib/shell/live/live.svelte.ts'

/** Where a page talks: the hat, the thread, and the connection that it asks by. */
export interface Talking {
  readonly as: MembershipId
  readonly thread: ThreadId
  readonly live: Live
}

/** The messages of one thread on its page: what was read, and what the rooms and the outbox told since. */
export class Messages {
  /** Own messages that were stored while the page was open: they carry their mark. */
  readonly sent = new SvelteSet<MessageId>()
  readonly #talking: Talking
  #talk: Talk
  #paging = false

  constructor(talking: Talking, read: OutputOf<'message.list'>) {
    this.#talking = talking
    this.#talk = $state.raw(mergeTalk(emptyTalk(talking.thread), read))
  }

  get items(): readonly TalkItem[] {
    return this.#talk.items
  }

  get older() {
    return this.#talk.older
  }

  get newer() {
    return this.#talk.newer
  }

  /** Answers the message that is new, also where it lies beyond this piece. */
  told(event: ToldEvent): Message | undefined {
    const before = this.#talk
    this.#talk = applyToTalk(before, event)
    if (event.name !== 'message.sent' || event.data?.thread !== this.#talking.thread) return undefined
    const { data } = event
    const isHere = ({ items }: Talk) => items.some(({ id }) => id === data.id)
    return !isHere(before) && (isHere(this.#talk) || before.newer) ? data : undefined
  }

  /** Takes the reply to what was sent from here. */
  replied(message: Message | GoneMessage) {
    if (message.thread !== this.#talking.thread || this.newer) return
    if (!('gone' in message)) this.sent.add(message.id)
    this.#talk = takeIn(this.#talk, message)
  }

  /** Reads the page before the first or after the last; answers how to show it, if there is one. */
  async page(side: 'older' | 'newer'): Promise<(() => void) | undefined> {
    const edge = side === 'older' ? this.items[0] : this.items.at(-1)
    if (edge === undefined || this.#paging || !this.#talk[side]) return undefined
    this.#paging = true
    const read = await this.#list(side === 'older' ? { before: edge.id } : { after: edge.id })
    this.#paging = false
    if (read === undefined) return undefined
    return () => {
      const isStill = edge === (side === 'older' ? this.items[0] : this.items.at(-1))
      if (isStill) this.#talk = cutTalk(mergeTalk(this.#talk, read, side), side)
    }
  }

  /** Shows the piece around a message, unless it is there already; without one, the newest. */
  async show(message?: MessageId): Promise<void> {
    if (message === undefined ? !this.newer : this.items.some(({ id }) => id === message)) return
    const read = await this.#list(message === undefined ? {} : { around: message })
    if (read !== undefined) this.#talk = mergeTalk(emptyTalk(this.#talking.thread), read)
  }

  async #list(where: Omit<InputOf<'message.list'>, 'thread'>) {
    const { as, thread, live } = this.#talking
    const reply = await live.door?.call('message.list', { as, input: { thread, ...where } }).catch(() => undefined)
    return reply?.ok ? reply.data : undefined
  }
}

/** Under what the own messages are said: the standing acknowledgement, and who reads them now (decision 1). */
export class Standing {
  audience: Audience | null
  /** What is about to be acknowledged with the next sending; null where it was, or is not needed. */
  preview: OutputOf<'audience.preview'> | null
  under: ChatAcknowledgementId | null
  readonly #talking: Talking
  readonly #language: Language
  readonly #isPublic: boolean

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
  async renew(): Promise<void> {
    const { as, thread, live } = this.#talking
    this.under = null
    this.preview = null
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

const everyMs = 3_000
const shownMs = 5_000

/** Who of staff is writing at this moment (K-41: families are never seen doing it). */
export class Writers {
  name: string | undefined = $state()
  readonly #talking: Talking
  #signalledAt = 0
  #over: ReturnType<typeof setTimeout> | undefined

  constructor(talking: Talking) {
    this.#talking = talking
  }

  /** Listens; answers how to leave. For effects. */
  listen(): () => void {
    const { live, thread, as } = this.#talking
    return live.onTyping(({ thread: where, by }) => {
      if (where !== thread || by.membership === as) return
      this.name = by.name
      clearTimeout(this.#over)
      this.#over = setTimeout(() => this.hush(), shownMs)
    })
  }

  /** A message came: whoever wrote it is done. */
  hush() {
    this.name = undefined
  }

  /** Signals the own writing, every few seconds at most. */
  write() {
    const now = Date.now()
    if (now - this.#signalledAt < everyMs) return
    this.#signalledAt = now
    const { as, thread, live } = this.#talking
    void live.door?.call('thread.type', { as, input: { thread } }).catch(() => undefined)
  }
}
