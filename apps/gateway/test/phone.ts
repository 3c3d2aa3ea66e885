import { connect, followRooms, httpDoor } from '@morgenkreis/client'
import type { Connection, Door, Following } from '@morgenkreis/client'
import type {
  FacilityId,
  InputOf,
  LiveOperationName,
  PersonId,
  Reply,
  RequestId,
  Room,
  ToldEvent,
} from '@morgenkreis/protocol'
import { randomUUID } from 'node:crypto'
import { io } from 'socket.io-client'
import { expect, vi } from 'vitest'
import { expectDeclared } from './declared.ts'
import type { Caller, House } from './house.ts'
import { Screen } from './screen.ts'

/** The product's own client in somebody's hand: shows what it was told, and remembers every byte. */
export class Phone {
  readonly person: PersonId
  readonly screen = new Screen()
  readonly told: { room: Room; event: ToldEvent }[] = []
  readonly connection: Connection
  readonly #house: House
  readonly #door: Door
  readonly #following: Following
  #frames = 0
  #cut: () => void = () => undefined

  private constructor(house: House, person: PersonId, headers: Record<string, string>) {
    this.person = person
    this.#house = house
    const { origin } = house.gateway
    this.#door = httpDoor({ origin, headers, fetch: (...asked) => this.#fetch(...asked) })
    this.connection = connect({ origin, headers, socketFactory: this.#listeningIn() })
    this.#following = followRooms({
      telling: this.connection,
      told: (event, room) => this.#hear(event, room),
      afresh: () => this.screen.read(this.#door),
      left: (rooms) => this.#leave(rooms),
    })
  }

  /** Signs in, connects, and reads everything once. */
  static async of(house: House, { person }: Pick<Caller, 'person'>): Promise<Phone> {
    return Phone.with(house, { person }, await house.headersOf(person))
  }

  /** The same with a session of its own. */
  static async with(house: House, { person }: Pick<Caller, 'person'>, headers: Record<string, string>): Promise<Phone> {
    const phone = new Phone(house, person, headers)
    await vi.waitFor(() => expect(phone.#following.cursors.length).toBeGreaterThan(0), {
      timeout: 15_000,
      interval: 10,
    })
    return phone
  }

  get isLive(): boolean {
    return this.connection.state === 'live'
  }

  /** The rooms that the client follows. */
  get rooms(): Room[] {
    return this.#following.cursors.map(({ room }) => room)
  }

  /** How many events and replies the sockets received. */
  get frames(): number {
    return this.#frames
  }

  /** One call over the socket. */
  async call<Name extends LiveOperationName>(
    name: Name,
    as: Caller['as'],
    input: InputOf<Name>,
    request: string = randomUUID(),
  ): Promise<Reply<Name>> {
    if (!this.isLive) throw new Error('the socket is down')
    const reply: Reply<Name> = await this.connection.call(name, { as, input, request: request as RequestId })
    expectDeclared(name, reply)
    return reply
  }

  /** What a phone would show that is taken into the hand now. */
  async readAfresh(): Promise<Screen['shown']> {
    const fresh = new Screen()
    await fresh.read(this.#door)
    return fresh.shown
  }

  /** The network breaks, without a word; the client finds back by itself. */
  drop(): void {
    this.#cut()
  }

  leave(): void {
    this.#following.stop()
    this.connection.close()
  }

  #hear(event: ToldEvent, room: Room): void {
    this.told.push({ room, event })
    this.screen.apply(event)
    if (this.screen.stale) this.screen.read(this.#door).catch(() => undefined)
  }

  #leave(rooms: readonly Room[]): void {
    for (const room of rooms) {
      const [kind, id] = room.split(':')
      if (kind === 'facility') this.screen.leave(id as FacilityId)
    }
    // Still in the house, and no longer in one of its groups: what is left is read anew.
    if (rooms.some((room) => room.startsWith('group:'))) this.screen.read(this.#door).catch(() => undefined)
  }

  async #fetch(...asked: Parameters<typeof fetch>): Promise<Response> {
    const response = await fetch(...asked)
    this.#house.heardBy(this.person).push(await response.clone().text())
    return response
  }

  // The bytes of every packet, before anything of the client has looked at them.
  #listeningIn(): typeof io {
    const factory = (...given: Parameters<typeof io>) => {
      const socket = io(...given)
      this.#cut = () => void socket.io.engine.close()
      socket.io.on('open', () => {
        socket.io.engine.on('packet', ({ data }: { data?: unknown }) => {
          // Events and replies; a greeting, its refusal and signs of life carry nothing.
          if (/^[23]./.test(String(data))) this.#frames += 1
          this.#house.heardBy(this.person).push(String(data))
        })
      })
      return socket
    }
    return factory as typeof io
  }
}

export async function phonesOf<Names extends Record<string, Caller>>(
  house: House,
  people: Names,
): Promise<Record<keyof Names, Phone>> {
  const phones = await Promise.all(
    Object.entries(people).map(async ([name, who]) => [name, await Phone.of(house, who)] as const),
  )
  return Object.fromEntries(phones) as Record<keyof Names, Phone>
}

/** Old state and events make the same as a fresh read: for each of these people, once everything has been told. */
export async function expectConverges(phones: Record<string, Phone>): Promise<void> {
  await Promise.all(
    Object.entries(phones).map(async ([name, phone]) => {
      const fresh = await phone.readAfresh()
      await vi.waitFor(() => expect({ name, ...phone.screen.shown }).toEqual({ name, ...fresh }), {
        timeout: 8000,
        interval: 5,
      })
    }),
  )
}
