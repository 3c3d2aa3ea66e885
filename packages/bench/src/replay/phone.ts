import { connect, followRooms } from '@morgenkreis/client'
import type { Connection, Following } from '@morgenkreis/client'
import type { Cursor, Room, ToldEvent } from '@morgenkreis/protocol'
import { io } from 'socket.io-client'
import type { Player } from './cast.ts'
import { markedWith } from './marks.ts'
import type { Entry } from './record.ts'
import { Screen } from './screen.ts'

/** Somebody put the phone away in the middle of something: it is tried again when it is back. */
export class Away extends Error {
  override readonly name = 'Away'
}

/** A real client of the product in somebody's hand: keeps a log of what it was told, and of every text in its bytes. */
export class Phone {
  readonly player: Player
  readonly entries: Entry[] = []
  readonly screen = new Screen()
  /** The numbers of all texts that stood in what the socket received. */
  readonly received = new Set<number>()
  /** When the reply to its removal came. */
  removedAt: number | null = null
  #headers: Record<string, string>
  #connection: Connection | undefined
  #following: Following | undefined
  #cursors: readonly Cursor[] | undefined
  #cut: (() => void) | undefined

  constructor(player: Player, headers: Record<string, string>) {
    this.player = player
    this.#headers = headers
  }

  get door(): Connection {
    if (!this.#connection) throw new Away(this.player.name)
    return this.#connection
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
    })
  }

  /** Closes the page; what it showed stays on the device. */
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

  #told(event: ToldEvent, room: Room): void {
    this.screen.apply(event)
    const text = event.data && 'text' in event.data ? event.data.text : null
    const { seq, name, ref } = event
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
          for (const mark of typeof data === 'string' ? markedWith(data) : []) this.received.add(mark)
        })
      })
      this.#cut = () => socket.io.engine.close()
      return socket
    }
    return factory as typeof io
  }
}
