import type { FacilityId, Room, ToldEvent, ToldSlice } from '@morgenkreis/protocol'

/** How far a gateway has followed the log of one room, and what waits to be told. */
export class RoomLog {
  readonly room: Room
  readonly facility: FacilityId
  logEpoch: number
  /** The newest number that waits or was told. */
  queued: number
  /** The newest number that is known to exist. */
  wanted: number
  reading = false
  #waiting: ToldEvent[] = []

  constructor(room: Room, facility: FacilityId, logEpoch: number, head: number) {
    this.room = room
    this.facility = facility
    this.logEpoch = logEpoch
    this.queued = head
    this.wanted = head
  }

  /** Takes the next event; false where there is a gap before it. What was told already is passed over. */
  push(event: ToldEvent, logEpoch: number): boolean {
    if (logEpoch !== this.logEpoch) return false
    if (event.seq <= this.queued) return true
    if (event.seq > this.queued + 1) return false
    this.queued = event.seq
    this.#waiting.push(event)
    return true
  }

  /** Goes on with these although there is a gap before them. */
  passOver(events: readonly ToldEvent[], logEpoch: number): void {
    const [first] = events
    if (first !== undefined && logEpoch === this.logEpoch) this.queued = first.seq - 1
    for (const event of events) this.push(event, logEpoch)
  }

  take(): ToldEvent[] {
    const events = this.#waiting
    this.#waiting = []
    return events
  }

  slice(events: ToldEvent[]): ToldSlice {
    const { room, logEpoch } = this
    return { room, logEpoch, events, head: events.at(-1)?.seq ?? this.queued }
  }

  /** After a restore: the old numbers mean nothing any more. */
  restart(logEpoch: number, head: number): void {
    this.logEpoch = logEpoch
    this.queued = head
    this.wanted = head
    this.#waiting = []
  }
}
