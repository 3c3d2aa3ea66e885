import type { ClientToServer, Room, ServerToClient, ToldEvent, ToldSlice } from '@morgenkreis/protocol'
import type { Logger } from 'pino'
import type { Server } from 'socket.io'
import type { StoredRow } from './commit/rows.ts'
import { toldOf } from './commit/rows.ts'
import { facilityIn } from './plan.ts'
import { rowsAfter } from './journal/read.ts'
import type { HeadDoc, JournalStore } from './journal/store.ts'
import type { FacilityId } from '@morgenkreis/protocol'
import type { Rosters } from './roster/rosters.ts'
import type { Readers } from './telling/render.ts'
import { Breath } from './telling/breath.ts'
import { RoomLog } from './telling/room-log.ts'
import type { SocketState } from './sockets/connections.ts'
import { authorIn } from './roster/roster.ts'
import type { Signal, Wake } from './wake.ts'

/** What gateways say to each other. */
interface BetweenGateways {
  wake: (wake: Wake) => void
}
export type Sockets = Server<ClientToServer, ServerToClient, BetweenGateways, SocketState>

const roomsPerTurn = 2
const rowsPerRead = 500

export interface TellParts {
  readonly io: Sockets
  readonly journal: JournalStore
  readonly readers: Readers
  readonly rosters: Rosters
  readonly log: Logger
  /** False once the lease is over: others may have removed somebody without waiting for this gateway. */
  fresh(): boolean
  /** Other gateways look at once instead of within a second. */
  readonly wake: (rooms: readonly { room: Room; seq: number }[]) => void
}

/** The one path by which anything is told: follows the logs of the rooms that this gateway has members in. */
export class Tell {
  readonly #parts: TellParts
  readonly #logs = new Map<Room, RoomLog>()
  readonly #ready = new Set<RoomLog>()
  readonly #breath = new Breath()
  #turn = false
  /** Events sent, counted once per room. */
  sent = 0

  constructor(parts: TellParts) {
    this.#parts = parts
  }

  /** Follows a room from `head` on, or goes on following it. */
  follow(room: Room, facility: FacilityId, { logEpoch, heads }: Pick<HeadDoc, 'logEpoch' | 'heads'>): void {
    if (!this.#logs.has(room)) this.#logs.set(room, new RoomLog(room, facility, logEpoch, heads[room] ?? 0))
  }

  follows(rooms: Iterable<Room>): boolean {
    for (const room of rooms) if (!this.#logs.has(room)) return false
    return true
  }

  /** Forgets rooms that were followed for somebody who never came. */
  sweep(): void {
    for (const room of this.#logs.keys()) {
      if ((this.#parts.io.of('/').adapter.rooms.get(room)?.size ?? 0) === 0) this.forget(room)
    }
  }

  /** Nobody here is in it any more. */
  forget(room: Room): void {
    const log = this.#logs.get(room)
    if (log !== undefined) this.#ready.delete(log)
    this.#logs.delete(room)
  }

  /** What this gateway has just committed itself it need not read again. */
  committed(rows: readonly StoredRow[]): void {
    const decisive = rows.filter(({ row }) => row.decisions !== undefined)
    if (decisive.length > 0) void this.#decided(decisive)
    this.#tellOwn(rows.filter(({ row }) => row.decisions === undefined))
  }

  /** Whoever hears of a decision may ask at once what is so now: by then this gateway acts by it. */
  async #decided(rows: readonly StoredRow[]): Promise<void> {
    for (const one of rows) {
      const facility = facilityIn(one.row.stream)
      await this.#parts.rosters.refresh(facility, one.row.decisions).catch(() => null)
      this.#tellOwn([one])
    }
  }

  #tellOwn(rows: readonly StoredRow[]): void {
    const touched = new Map<Room, number>()
    for (const { row, data, logEpoch } of rows) {
      for (const { room, seq } of row.told ?? []) {
        touched.set(room, seq)
        const log = this.#logs.get(room)
        if (log === undefined) continue
        if (log.push(toldOf(row, seq, data), logEpoch)) this.#offer(log)
        else this.#catchUp(log, seq)
      }
    }
    if (touched.size > 0) this.#parts.wake([...touched].map(([room, seq]) => ({ room, seq })))
  }

  /** A room is known to have got this far: by a wake-up, or by a look at the head document. */
  reached(room: Room, seq: number): void {
    const log = this.#logs.get(room)
    if (log !== undefined && seq > log.queued) this.#catchUp(log, seq)
  }

  /** Compares with a head document; another epoch begins the rooms of its stream anew. */
  compare(head: HeadDoc): void {
    for (const [room, seq] of Object.entries(head.heads)) {
      const log = this.#logs.get(room as Room)
      if (log === undefined) continue
      if (log.logEpoch === head.logEpoch) this.reached(log.room, seq)
      else {
        log.restart(head.logEpoch, seq)
        // An empty slice shows the other epoch, so that everybody reads afresh at once.
        this.#send(log.slice([]), log.room)
      }
    }
  }

  /** An empty slice to one socket shows how far its rooms are, so that it asks for what it missed. False: one is not followed. */
  remind(socketId: string, rooms: readonly Room[]): boolean {
    for (const room of rooms) {
      const log = this.#logs.get(room)
      if (log === undefined) return false
      this.#parts.io.local.to(socketId).emit('slice', log.slice([]))
    }
    return true
  }

  /** A signal of the moment to whoever is there; a socket that is behind goes without. */
  signal({ facility, rooms, thread, by }: Signal): void {
    const roster = this.#parts.rosters.peek(facility)
    if (roster?.members.has(by) !== true || !this.#parts.fresh() || rooms.length === 0) return
    this.#parts.io.local.to([...rooms]).volatile.emit('typing', { thread, by: authorIn(roster, by, thread) })
  }

  /** Tells every socket that this gateway goes down, and when each should come back. */
  drain(spreadMs: number): void {
    for (const socket of this.#parts.io.sockets.sockets.values()) {
      socket.emit('drain', Math.round(Math.random() * spreadMs))
    }
  }

  #offer(log: RoomLog): void {
    this.#ready.add(log)
    if (this.#turn) return
    this.#turn = true
    this.#breath.then(() => this.#next())
  }

  /** Two rooms a turn, so that commits and replies go first; what waits grows into larger slices. */
  #next(): void {
    const began = performance.now()
    let rooms = 0
    for (const log of this.#ready) {
      if (rooms === roomsPerTurn) break
      this.#ready.delete(log)
      const events = log.take()
      if (events.length > 0) this.#send(log.slice(events), log.room)
      rooms += 1
    }
    this.#breath.spent(performance.now() - began)
    this.#turn = this.#ready.size > 0
    if (this.#turn) this.#breath.then(() => this.#next())
  }

  #send(slice: ToldSlice, room: Room): void {
    // What is not sent leaves a gap, and whoever still belongs here asks for it.
    if (!this.#parts.fresh()) return
    this.sent += slice.events.length
    // `local`: Redis carries no content; every gateway reads the journal itself.
    this.#parts.io.local.to(room).emit('slice', slice)
  }

  #catchUp(log: RoomLog, wanted: number): void {
    log.wanted = Math.max(log.wanted, wanted)
    if (log.reading) return
    log.reading = true
    this.#read(log)
      .catch((error: unknown) => this.#parts.log.warn({ err: error, room: log.room }, 'a room could not be followed'))
      .finally(() => (log.reading = false))
  }

  async #read(log: RoomLog): Promise<void> {
    while (log.queued < log.wanted && this.#logs.get(log.room) === log) {
      const { logEpoch } = log
      const rows = await rowsAfter(this.#parts.journal, log.room, log.queued, rowsPerRead)
      const decided = Math.max(0, ...rows.map(({ decisions = 0 }) => decisions))
      const { rosters } = this.#parts
      const behind = (rosters.peek(log.facility)?.decisions ?? 0) < decided
      const roster = await (behind ? rosters.refresh(log.facility, decided) : rosters.get(log.facility))
      if (rows.length === 0 || roster === null) return
      const events: ToldEvent[] = await this.#parts.readers.render(rows, log.room, roster)
      if (this.#logs.get(log.room) !== log) return
      const [first] = events
      // The journal has forgotten what comes next: whoever hears what comes after that asks, and reads afresh (I9).
      if (first !== undefined && first.seq > log.queued + 1) log.passOver(events, logEpoch)
      else for (const event of events) log.push(event, logEpoch)
      this.#offer(log)
    }
  }
}
