import {
  applyToThread,
  connect,
  emptyThread,
  followRooms,
  memoryOutboxStore,
  mergeThread,
  newRequest,
  openOutbox,
  Unreachable,
  type Connection,
  type Following,
  type Outbox,
  type OutboxReply,
  type Thread,
} from '@morgenkreis/client'
import type { Entry } from '@morgenkreis/bench'
import type { AnnouncementId, Cursor, InputOf, OperationName, OutputOf, RequestId } from '@morgenkreis/protocol'
import { setTimeout as pause } from 'node:timers/promises'
import { io } from 'socket.io-client'
import type { Member } from './kita.ts'

/** What a real client of the product heard, in somebody's hand. */
export class Phone {
  readonly member: Member
  readonly entries: Entry[] = []
  /** Everything that its socket received, as it came. */
  readonly received: string[] = []
  /** When its socket was closed, by `performance.now()`. */
  readonly closedAt: number[] = []
  readonly liveAt: number[] = []
  outdated = 0
  thread: Thread
  /** When the reply to its removal came. */
  removedAt: number | null = null
  readonly #cookie: string
  readonly #replies = new Map<RequestId, (reply: OutboxReply['reply']) => void>()
  #opened: { connection: Connection; outbox: Outbox; following: Following } | undefined
  #cursors: readonly Cursor[] | undefined
  #cut: () => void = () => undefined

  constructor(member: Member, cookie: string, announcement: AnnouncementId) {
    this.member = member
    this.#cookie = cookie
    this.thread = emptyThread(announcement)
  }

  /** Opens the page by way of this port, with what it knew when it was here before. */
  open(port: number): this {
    const connection = connect({
      origin: `http://127.0.0.1:${port}`,
      headers: { cookie: this.#cookie },
      socketFactory: this.#listeningIn(),
    })
    const outbox = openOutbox({ door: connection, store: memoryOutboxStore() })
    outbox.onReply(({ entry, reply }) => this.#replies.get(entry.request)?.(reply))
    connection.subscribe((state) => {
      if (state !== 'live') return
      this.liveAt.push(performance.now())
      outbox.hurry()
    })
    const following = followRooms({
      telling: connection,
      ...(this.#cursors && { cursors: this.#cursors }),
      told: (event, room) => {
        const { seq, name, ref, data } = event
        const text = data !== undefined && 'text' in data ? data.text : null
        this.entries.push({ kind: 'told', room, seq, event: name, ref, text, at: performance.now() })
        this.thread = applyToThread(this.thread, event)
      },
      afresh: async (rooms) => {
        const at = performance.now()
        this.thread = mergeThread(emptyThread(this.thread.announcement), await this.readThread())
        this.entries.push({ kind: 'reread', rooms, at })
      },
      outdated: () => (this.outdated += 1),
    })
    this.#opened = { connection, outbox, following }
    return this
  }

  get connection(): Connection {
    return this.#here.connection
  }

  get cursors(): readonly Cursor[] {
    return this.#here.following.cursors
  }

  get waiting(): number {
    return this.#here.outbox.entries.length
  }

  /** Resolves when the socket lives and what the rooms tell is followed. */
  async live(): Promise<this> {
    await comesTrue(() => this.connection.state === 'live' && this.cursors.length > 0, `${this.member.who} is live`)
    return this
  }

  /** The network breaks under it, without a word to the page. */
  drop(): void {
    this.#cut()
  }

  /** Closes the page; what it showed stays on the device. */
  close(): void {
    if (this.#opened === undefined) return
    const { following, outbox, connection } = this.#opened
    this.#cursors = following.cursors
    following.stop()
    outbox.stop()
    connection.close()
    this.#opened = undefined
  }

  /** Somebody looks at the page again, or pulls it down. */
  hurry(): void {
    this.#here.connection.hurry()
    this.#here.outbox.hurry()
  }

  catchUp(): Promise<void> {
    return this.#here.following.catchUp()
  }

  /** Asks until there is an answer. */
  async ask<Name extends OperationName>(
    name: Name,
    input: InputOf<Name>,
    request?: RequestId,
    within = 40_000,
  ): Promise<OutputOf<Name>> {
    const as = selfAsked.has(name) ? null : this.member.as
    for (const until = performance.now() + within; ; await pause(100)) {
      try {
        const reply = await this.connection.call(name, { as, input, ...(request && { request }) })
        if (reply.ok) return reply.data
        if (!passing.has(reply.error.code) || performance.now() > until) throw new Error(`${name}: ${reply.error.code}`)
      } catch (cause) {
        if (!(cause instanceof Unreachable) || performance.now() > until) throw cause
      }
    }
  }

  /** Changes something, always under the same request id until there is an answer. */
  change<Name extends OperationName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
    return this.ask(name, input, newRequest())
  }

  /** The comments under the announcement; none for somebody who may not see it. */
  readThread(): Promise<OutputOf<'comment.list'>> {
    return this.ask('comment.list', { announcement: this.thread.announcement }).catch((cause: Error) => {
      if (cause.message === 'comment.list: not-found') return { comments: [], locked: false }
      throw cause
    })
  }

  /** The composer opens, and its author ticks what it says. */
  async acknowledge(): Promise<{ preview: string; accepted: true }> {
    const destination = { kind: 'comment', announcement: this.thread.announcement } as const
    const { token } = await this.ask('audience.preview', { destination, language: 'de' })
    return { preview: token, accepted: true }
  }

  /** Sends a comment by way of the outbox, which tries until there is a final word. */
  async send(text: string, acknowledgement: { preview: string; accepted: true }): Promise<OutboxReply['reply']> {
    const input = { announcement: this.thread.announcement, text, acknowledgement }
    const request = await this.#here.outbox.send('comment.publish', { as: this.member.as, input })
    return new Promise((resolve) => this.#replies.set(request, resolve))
  }

  get #here() {
    if (this.#opened === undefined) throw new Error(`${this.member.who} has closed the page`)
    return this.#opened
  }

  // The packets, before anything of the client has looked at them.
  #listeningIn(): typeof io {
    const factory = (...given: Parameters<typeof io>) => {
      const socket = io(...given)
      socket.on('disconnect', () => this.closedAt.push(performance.now()))
      socket.io.on('open', () => {
        socket.io.engine.on('packet', ({ data }: { data?: unknown }) => {
          if (typeof data === 'string') this.received.push(data)
        })
      })
      this.#cut = () => socket.io.engine.close()
      return socket
    }
    return factory as typeof io
  }
}

const selfAsked: ReadonlySet<OperationName> = new Set(['room.list', 'room.sync', 'session.read'])
const passing: ReadonlySet<string> = new Set(['try-again', 'busy', 'rate-limited'])

/** Asks again every few milliseconds; throws what was awaited if it does not come true in time. */
export async function comesTrue(ask: () => boolean | Promise<boolean>, what: string, within = 30_000): Promise<void> {
  for (const until = performance.now() + within; !(await ask()); await pause(20)) {
    if (performance.now() > until) throw new Error(`it did not come true in ${within} ms that ${what}`)
  }
}
