import {
  connect,
  followRooms,
  memoryOutboxStore,
  openOutbox,
  Unreachable,
  type Connection,
  type Following,
  type Outbox,
  type OutboxReply,
  type Telling,
} from '@morgenkreis/client'
import type { AnnouncementId, Cursor, MembershipId, RequestId, Room, ToldEvent } from '@morgenkreis/protocol'
import { setTimeout as pause } from 'node:timers/promises'
import type { Seat } from '../load/orders.ts'
import { keyOf } from '../replay/record.ts'
import type { Entry } from '../replay/record.ts'
import { factoryOf, LightSocket } from './light-socket.ts'

/** What a message came to: its id where it is stored, undefined where it was refused for good. */
export type Said = { ref: string; text: string } | undefined

/** Somebody with a page open: the product's own connection, back-off, cursors and outbox, on a light socket. */
export class Guest {
  readonly name: string
  readonly seat: Seat
  readonly entries: Entry[] = []
  /** What stood in its fresh reads: it need not be told any more. */
  readonly read = new Set<string>()
  /** When the connection was last cut, and when this client was back: by `performance.now()`. */
  cutAt: number | undefined
  backAt: number | undefined
  readonly #socket: LightSocket
  readonly #connection: Connection
  readonly #outbox: Outbox
  readonly #following: Following | undefined
  readonly #replies = new Map<RequestId, (reply: OutboxReply['reply']) => void>()
  #heads: readonly Cursor[] | undefined
  #looking = false

  /** `ports` in the order in which a load balancer tries them; what goes over HTTP meanwhile finds the last one. */
  constructor(name: string, seat: Seat, ports: readonly number[], follow: boolean) {
    this.name = name
    this.seat = seat
    const { path, headers } = seat
    this.#socket = new LightSocket({ ports, path, headers })
    const origin = `http://127.0.0.1:${ports.at(-1)}`
    this.#connection = connect({ origin, headers, socketFactory: factoryOf(this.#socket) })
    this.#outbox = openOutbox({ door: this.#connection, store: memoryOutboxStore() })
    this.#outbox.onReply(({ entry, reply }) => this.#replies.get(entry.request)?.(reply))
    this.#connection.subscribe((state) => this.#turned(state === 'live'))
    if (follow) this.#following = this.#follow()
  }

  /** The port that it is connected to. */
  get port(): number | undefined {
    return this.#socket.port
  }

  /** Sends one acknowledged comment, under one request id until there is a final word on it. */
  async say(text: string): Promise<Said> {
    const { announcement, as } = this.#self
    const input = { announcement, text, ...(this.#following && { acknowledgement: await this.#acknowledgement() }) }
    const request = await this.#outbox.send('comment.publish', { as, input })
    const reply = await new Promise<OutboxReply['reply']>((resolve) => this.#replies.set(request, resolve))
    this.#replies.delete(request)
    return reply.ok && 'text' in reply.data ? { ref: reply.data.id, text } : undefined
  }

  /** Asks how far its rooms are, until it is there itself; answers how far that is. */
  async quiet(): Promise<ReadonlyMap<string, number>> {
    this.#forgetHeads()
    for (const until = performance.now() + patience; performance.now() < until; await pause(200)) {
      this.#connection.hurry()
      await this.#following?.catchUp()
      if (this.#isThere) break
    }
    return new Map(this.#heads?.map(({ room, seq }) => [room, seq]))
  }

  leave(): void {
    this.#following?.stop()
    this.#outbox.stop()
    this.#connection.close()
  }

  get #self() {
    return { announcement: this.seat.announcement as AnnouncementId, as: this.seat.as as MembershipId }
  }

  #follow(): Following {
    const { call, onSlice, onDue } = this.#connection
    // Listens in, so that it is known when this client stands where its rooms were when it asked.
    const asked: Telling['call'] = async (name, question) => {
      const reply = await call(name, question)
      if (reply.ok && 'rooms' in reply.data) this.#heads = reply.data.rooms
      this.#look()
      return reply
    }
    const told = (event: ToldEvent, room: Room) => {
      const { seq, name, ref, data } = event
      const text = data !== undefined && 'text' in data ? data.text : null
      this.entries.push({ kind: 'told', room, seq, event: name, ref, text, at: performance.now() })
      this.#look()
    }
    const afresh = async (rooms: readonly Room[]) => {
      const at = performance.now()
      const { announcement, as } = this.#self
      const reply = await call('comment.list', { as, input: { announcement } })
      if (!reply.ok) throw new Error(`no fresh read: ${reply.error.code}`)
      for (const { id } of reply.data.comments) this.read.add(keyOf({ event: 'comment.published', ref: id }))
      this.entries.push({ kind: 'reread', rooms, at })
      this.#look()
    }
    return followRooms({ telling: { call: asked, onSlice, onDue }, told, afresh })
  }

  #turned(live: boolean): void {
    if (!live) {
      if (this.backAt !== undefined) this.cutAt = performance.now()
      this.backAt = undefined
      this.#forgetHeads()
      return
    }
    this.#outbox.hurry()
    if (this.#following === undefined) this.#look()
  }

  #forgetHeads(): void {
    this.#heads = undefined
  }

  // After what is being applied just now.
  #look(): void {
    if (this.backAt !== undefined || this.#looking) return
    this.#looking = true
    setImmediate(() => {
      this.#looking = false
      if (this.#isThere) this.backAt ??= performance.now()
    })
  }

  get #isThere(): boolean {
    if (this.#connection.state !== 'live') return false
    if (this.#following === undefined) return true
    const reached = new Map(this.#following.cursors.map(({ room, seq }) => [room, seq]))
    return this.#heads?.every(({ room, seq }) => (reached.get(room) ?? -1) >= seq) ?? false
  }

  /** The composer opens, and its author ticks what it says. */
  async #acknowledgement(): Promise<{ preview: string; accepted: true }> {
    const { announcement, as } = this.#self
    const input = { destination: { kind: 'comment', announcement }, language: 'de' } as const
    for (let attempt = 1; ; attempt += 1) {
      try {
        const reply = await this.#connection.call('audience.preview', { as, input })
        if (reply.ok) return { preview: reply.data.token, accepted: true }
        if (attempt === tries) throw new Error(`no preview: ${reply.error.code}`)
      } catch (cause) {
        if (!(cause instanceof Unreachable) || attempt === tries) throw cause
      }
      await pause(200)
    }
  }
}

/** Milliseconds until a client that does not get there is left as it is, so that the comparison says what is missing. */
const patience = 30_000
const tries = 100
