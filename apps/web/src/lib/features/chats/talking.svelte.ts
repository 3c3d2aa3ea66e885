import { SvelteSet } from 'svelte/reactivity'
import { applyToTalk, cutTalk, emptyTalk, mergeTalk, takeIn, type Talk, type TalkItem } from '@morgenkreis/client'
import type {
  GoneMessage,
  InputOf,
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

  /** Something came back out of the trash: it stands in its place again, for those who may read it. */
  async bringBack(message: MessageId): Promise<void> {
    const read = await this.#list({ around: message })
    const found = read?.messages.find(({ id }) => id === message)
    const [first, last] = [this.items[0]?.id ?? '', this.items.at(-1)?.id ?? '']
    const isWithin = (!this.older || first < message) && (!this.newer || message < last)
    if (found !== undefined && isWithin) this.#talk = takeIn(this.#talk, found)
  }

  async #list(where: Omit<InputOf<'message.list'>, 'thread'>) {
    const { as, thread, live } = this.#talking
    const reply = await live.door?.call('message.list', { as, input: { thread, ...where } }).catch(() => undefined)
    return reply?.ok ? reply.data : undefined
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
