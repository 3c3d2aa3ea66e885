import type { FacilityId, MembershipId, PersonId, Room } from '@morgenkreis/protocol'
import type { Logger } from 'pino'
import type { Socket } from 'socket.io'
import type { ClientToServer, ServerToClient } from '@morgenkreis/protocol'
import type { Sessions, Signed } from '../identity/sessions.ts'
import { roomsIn, type Roster } from '../roster/roster.ts'
import { endAtOnce } from './engine.ts'

export interface SocketState {
  signed: Signed
  address: string
}
export type Connected = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketState>

/** Devices and tabs of one person at one gateway. */
const mostPerPerson = 20

/** The memberships and rooms of a person, as a socket hears them. */
export interface Hats {
  readonly rosters: readonly Roster[]
  readonly memberships: readonly MembershipId[]
  readonly rooms: ReadonlyMap<Room, FacilityId>
}

/** What a person hears in these rosters (D-02). */
export function hatsOf(person: PersonId, rosters: readonly Roster[]): Hats {
  const rooms = new Map<Room, FacilityId>()
  const memberships: MembershipId[] = []
  for (const roster of rosters) {
    for (const member of roster.ofPerson.get(person) ?? []) {
      memberships.push(member.id)
      for (const room of roomsIn(roster, member)) rooms.set(room, roster.facility.id)
    }
  }
  return { rosters, memberships, rooms }
}

/** The sockets of this gateway: who they are, what they hear, and how they end. */
export class Connections {
  readonly #sessions: Sessions
  readonly #log: Logger
  readonly #sockets = new Map<Connected, Hats>()
  // Apart, since everybody comes back at once when another gateway goes down: nobody then looks through all for each.
  readonly #ofPerson = new Map<PersonId, Set<Connected>>()
  /** Called with the rooms that nobody here is in any more. */
  onEmpty: (room: Room) => void = () => undefined

  constructor(sessions: Sessions, log: Logger) {
    this.#sessions = sessions
    this.#log = log
  }

  get size(): number {
    return this.#sockets.size
  }

  sockets(): IterableIterator<Connected> {
    return this.#sockets.keys()
  }

  roomsOf(socket: Connected): Iterable<Room> {
    return this.#sockets.get(socket)?.rooms.keys() ?? []
  }

  /** Puts a socket into its rooms: at once, so that no change of the rosters comes between. */
  add(socket: Connected, hats: Hats): void {
    this.#sockets.set(socket, hats)
    const { person } = socket.data.signed
    this.#ofPerson.set(person, this.#of(person).add(socket))
    this.#cutOldest(person)
    void socket.join([...hats.rooms.keys()])
    socket.once('disconnect', () => this.#remove(socket))
  }

  /** Every slice is written to each of them, so nobody may have any number (I8). */
  #cutOldest(person: PersonId): void {
    for (const socket of [...this.#of(person)].slice(0, -mostPerPerson)) this.cut(socket, 'too many connections')
  }

  #of(person: PersonId): Set<Connected> {
    return this.#ofPerson.get(person) ?? new Set()
  }

  #remove(socket: Connected): void {
    const rooms = this.#sockets.get(socket)?.rooms
    this.#sockets.delete(socket)
    const { person } = socket.data.signed
    const own = this.#of(person)
    own.delete(socket)
    if (own.size === 0) this.#ofPerson.delete(person)
    for (const room of rooms?.keys() ?? []) {
      if ((socket.nsp.adapter.rooms.get(room)?.size ?? 0) === 0) this.onEmpty(room)
    }
  }

  persons(): PersonId[] {
    return [...this.#ofPerson.keys()]
  }

  /** Cuts every socket whose memberships or rooms are no longer what they were (K-35); it comes back with what it has now. */
  rosterChanged(before: Roster, now: Roster): void {
    for (const [socket, hats] of this.#sockets) {
      if (!hats.rosters.some(({ facility }) => facility.id === now.facility.id)) {
        if (now.ofPerson.has(socket.data.signed.person)) this.cut(socket, 'memberships changed')
        continue
      }
      const person = socket.data.signed.person
      if (signature(hatsOf(person, [before])) !== signature(hatsOf(person, [now])))
        this.cut(socket, 'memberships changed')
    }
  }

  /** Cuts the sockets of sessions that ended. */
  async recheck(person: PersonId): Promise<void> {
    const sockets = [...this.#of(person)]
    const living = await this.#sessions.living(sockets.map(({ data }) => data.signed.session))
    for (const socket of sockets) if (!living.has(socket.data.signed.session)) this.cut(socket, 'session ended')
  }

  #expiryCheckedAt = 0
  /** Once a minute: sessions also end by time (K-53, K-54). */
  async closeExpired(): Promise<void> {
    if (performance.now() - this.#expiryCheckedAt < 60_000) return
    this.#expiryCheckedAt = performance.now()
    // Who comes in meanwhile was not asked about.
    const sockets = [...this.#sockets.keys()]
    const living = await this.#sessions.living(sockets.map(({ data }) => data.signed.session))
    for (const socket of sockets) {
      if (this.#sockets.has(socket) && !living.has(socket.data.signed.session)) this.cut(socket, 'session ended')
    }
  }

  cutFacility(id: FacilityId, why: string): void {
    for (const [socket, { rosters }] of [...this.#sockets]) {
      if (rosters.some(({ facility }) => facility.id === id)) this.cut(socket, why)
    }
  }

  closeAll(why: string): void {
    for (const socket of [...this.#sockets.keys()]) this.cut(socket, why)
  }

  /** Ends a connection without waiting for a drain that may never come; nothing that waits to be written is delivered. */
  cut(socket: Connected, why: string): void {
    this.#log.info({ socket: socket.id, why }, 'socket cut')
    for (const room of socket.rooms) void socket.leave(room)
    endAtOnce(socket)
  }
}

const signature = ({ memberships, rooms }: Hats) => [...memberships, ...rooms.keys()].sort().join(' ')
