import { connect, followRooms, memoryOutboxStore, openOutbox, Unreachable } from '@morgenkreis/client'
import type { Connection, Door, Following, Outbox } from '@morgenkreis/client'
import type {
  Call,
  ChatAcknowledgementId,
  Cursor,
  InputOf,
  MembershipId,
  OperationName,
  Reply,
  RequestId,
  Room,
  ToldEvent,
} from '@morgenkreis/protocol'
import { io } from 'socket.io-client'
import { Bytes } from './bytes.ts'
import type { Player } from './cast.ts'
import { Away } from './insisting.ts'
import type { Entry } from './record.ts'
import { refOf, textOf } from './reference.ts'
import { Screen } from './screen.ts'

type Kept = 'message.send' | 'message.edit' | 'message.remove'

/** A real client of the product in somebody's hand: keeps a log of what it was told, and of what stood in its bytes. */
export class Phone {
  readonly player: Player
  readonly entries: Entry[] = []
  readonly screen = new Screen()
  readonly bytes = new Bytes()
  /** What was acknowledged for each thread, by hat and thread (decision 1). */
  readonly acknowledged = new Map<string, ChatAcknowledgementId>()
  /** When the reply to its removal came. */
  removedAt: number | null = null
  readonly #headers: Record<string, string>
  readonly #outbox: Outbox
  readonly #answers = new Map<RequestId, (reply: Reply<Kept>) => void>()
  #connection: Connection | undefined
  #following: Following | undefined
  #cursors: readonly Cursor[] | undefined
  #cut: (() => void) | undefined

  constructor(player: Player, headers: Record<string, string>) {
    this.player = player
    this.#headers = headers
    this.#outbox = openOutbox({
      door: { call: (name, call) => this.#callOrFail(name, call) },
      store: memoryOutboxStore(),
    })
    this.#outbox.onReply(({ entry, reply }) => this.#answers.get(entry.request)?.(reply as Reply<Kept>))
  }

  /** Sees every byte of what is answered. */
  get door(): Door {
    const connection = this.#connection
    if (!connection) throw new Away(this.player.name)
    return {
      call: async (name, call) => {
        const reply = await connection.call(name, call)
        this.bytes.see(JSON.stringify(reply))
        return reply
      },
    }
  }

  get isHere(): boolean {
    return this.#following !== undefined
  }

  get cursors(): readonly Cursor[] {
    return this.#following?.cursors ?? []
  }

  /** Signs in on a gateway; with what it knew before, if it was here before. */
  arrive(origin: string): void {
    const connection = connect({
      origin,
      headers: { ...this.#headers, Origin: origin },
      socketFactory: this.#listeningIn(),
    })
    this.#connection = connection
    this.#following = followRooms({
      telling: connection,
      ...(this.#cursors ? { cursors: this.#cursors } : {}),
      told: (event, room) => this.#told(event, room),
      afresh: (rooms) => this.#reread(rooms),
      left: () => this.screen.forget(),
    })
    connection.subscribe((state) => state === 'live' && this.#outbox.hurry())
  }

  /** Closes the page; what it showed and what waits stays on the device. */
  leave(): void {
    this.#cursors = this.#following?.cursors
    this.#following?.stop()
    this.#connection?.close()
    this.#following = undefined
    this.#connection = undefined
  }

  /** The network breaks under it, without a word; it finds back by itself. */
  drop(): void {
    this.#cut?.()
  }

  catchUp(): Promise<void> {
    return this.#following?.catchUp() ?? Promise.resolve()
  }

  /** By way of the outbox, also while there is no connection; resolves with the final word. */
  async keep<Name extends Kept>(name: Name, as: MembershipId, input: InputOf<Name>): Promise<Reply<Name>> {
    const request = await this.#outbox.send(name, { as, input })
    return new Promise((resolve) => {
      this.#answers.set(request, (reply) => resolve(reply as Reply<Name>))
    })
  }

  /** Ends for good: nothing is tried any more. */
  end(): void {
    this.leave()
    this.#outbox.stop()
  }

  async #callOrFail<Name extends OperationName>(name: Name, call: Call<Name>): Promise<Reply<Name>> {
    if (!this.isHere) throw new Unreachable(name)
    return this.door.call(name, call)
  }

  #told(event: ToldEvent, room: Room): void {
    this.screen.apply(event, room)
    const { seq, name } = event
    const [ref, text] = [refOf(event), textOf(event)]
    this.entries.push({ kind: 'told', room, seq, event: name, ref, text, at: performance.now() })
  }

  async #reread(rooms: readonly Room[]): Promise<void> {
    const at = performance.now()
    await this.screen.read(this.door, this.player)
    this.entries.push({ kind: 'reread', rooms, at })
  }

  // The bytes of every packet, before anything of the client has looked at them.
  #listeningIn(): typeof io {
    const factory = (...given: Parameters<typeof io>) => {
      const socket = io(...given)
      socket.io.on('open', () => {
        socket.io.engine.on('packet', ({ data }: { data?: unknown }) => {
          if (typeof data === 'string') this.bytes.see(data)
        })
      })
      this.#cut = () => socket.io.engine.close()
      return socket
    }
    return factory as typeof io
  }
}
