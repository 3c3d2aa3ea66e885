import type { Cursor, OutputOf, Room, ToldEvent, ToldSlice } from '@morgenkreis/protocol'
import { advance } from './advance.ts'

const longestQuestion = 200 // so many cursors does `room.sync` take
const mostHeld = 1_000

type Tell = (event: ToldEvent, room: Room, how: 'live' | 'later') => void

/**
 * Where each room has been heard to, and what is to be asked. Without time or network, so that every order in which
 * slices and answers may come can be tried.
 */
export class RoomCursors {
  readonly #tell: Tell
  readonly #at = new Map<Room, Cursor>()
  readonly #stale = new Set<Room>() // to be read afresh
  readonly #behind = new Set<Room>() // something is missing after the cursor
  readonly #fruitless = new Set<Room>() // asked once, and the answer led nowhere
  #held: ToldSlice[] = [] // cannot be applied yet
  #unlisted = true // the rooms and their heads have to be asked for
  #rereading = false

  constructor(tell: Tell) {
    this.#tell = tell
  }

  /** Takes the cursors of a state that stands already. */
  start(cursors: readonly Cursor[]) {
    for (const cursor of cursors) this.#at.set(cursor.room, cursor)
  }

  /** The cursors whose rooms' state stands. */
  get standing(): Cursor[] {
    return [...this.#at.values()].filter(({ room }) => !this.#stale.has(room))
  }

  /** What has to happen next. A room is read afresh only after its head was asked for. */
  get wants(): 'list' | 'afresh' | 'sync' | 'nothing' {
    if (this.#unlisted) return 'list'
    if (this.#stale.size > 0) return 'afresh'
    return this.#behind.size > 0 ? 'sync' : 'nothing'
  }

  /** Asks for the rooms and their heads before anything else. */
  unlist() {
    this.#unlisted = true
  }

  hear(slice: ToldSlice, how: 'live' | 'later' = 'live') {
    const cursor = this.#at.get(slice.room)
    if (cursor === undefined) this.unlist()
    if (cursor === undefined || this.#rereading || this.#stale.has(slice.room)) return this.#hold(slice)
    const rest = this.#apply(cursor, slice, how)
    if (rest === 'other-log') this.#reread(slice.room)
    if (rest === 'gap' || rest === 'more') this.#behind.add(slice.room)
    if (rest === 'gap') this.#hold(slice)
  }

  /** Before `room.list` is asked: what is dropped or heard from now on may be missing in its answer. */
  listing() {
    this.#unlisted = false
  }

  /** Takes the answer of `room.list`; answers which rooms are no longer heard. */
  listed(heads: readonly Cursor[]): Room[] {
    const named = new Set(heads.map(({ room }) => room))
    const left = [...this.#at.keys()].filter((room) => !named.has(room))
    for (const room of left) {
      this.#drop(room)
      this.#stale.delete(room)
      this.#at.delete(room)
    }
    this.#held = this.#held.filter(({ room }) => named.has(room))
    for (const head of heads) this.#compare(head)
    return left
  }

  /** The rooms to be read afresh; everything is held from here on, until `read`. */
  reading(): Room[] {
    this.#rereading = true
    return [...this.#stale]
  }

  /** The rooms that have been read; none when it failed. */
  read(rooms: readonly Room[]) {
    this.#rereading = false
    for (const room of rooms) this.#stale.delete(room)
    this.#release()
  }

  /** The cursors to ask `room.sync` with. */
  asking(): Cursor[] {
    return [...this.#behind].slice(0, longestQuestion).flatMap((room) => this.#at.get(room) ?? [])
  }

  /** Takes the answer of `room.sync`. False if a room got nowhere: ask again later; the second time it is read afresh. */
  answered(asked: readonly Cursor[], answer: OutputOf<'room.sync'>): boolean {
    for (const room of answer.afresh) this.#reread(room)
    // `ToldSlice` is the typed reading of what the schema `Slice` can state.
    const slices = new Map((answer.slices as ToldSlice[]).map((slice) => [slice.room, slice]))
    const fruitful = asked.map(({ room }) => this.#follow(room, slices.get(room)))
    this.#release()
    return fruitful.every((each) => each)
  }

  #compare(head: Cursor) {
    const cursor = this.#at.get(head.room)
    if (cursor === undefined) this.#stale.add(head.room)
    else if (cursor.logEpoch !== head.logEpoch) this.#drop(head.room)
    if (this.#stale.has(head.room)) this.#at.set(head.room, head)
    else if (cursor !== undefined && cursor.seq < head.seq) this.#behind.add(head.room)
  }

  #follow(room: Room, slice: ToldSlice | undefined): boolean {
    const before = this.#at.get(room)
    if (before === undefined || this.#stale.has(room)) return true
    const rest = slice === undefined ? 'none' : this.#apply(before, slice, 'later')
    if (rest === 'gap' || rest === 'other-log') {
      // Not even the log's own answer joins on: what is missing is not to be had.
      this.#reread(room)
      return true
    }
    if (this.#at.get(room) !== before) {
      this.#fruitless.delete(room)
      if (rest === 'none') this.#behind.delete(room)
      return true
    }
    if (rest === 'none' && !this.#held.some((each) => each.room === room)) {
      this.#behind.delete(room)
      return true
    }
    if (!this.#fruitless.has(room)) {
      this.#fruitless.add(room)
      return false
    }
    this.#reread(room)
    return true
  }

  #apply(cursor: Cursor, slice: ToldSlice, how: 'live' | 'later') {
    const { events, rest } = advance(cursor, slice)
    for (const event of events) {
      this.#tell(event, slice.room, how)
      this.#at.set(slice.room, { ...cursor, seq: event.seq })
    }
    return rest
  }

  #release() {
    const waiting = this.#held
    this.#held = []
    for (const slice of waiting) this.hear(slice, 'later')
  }

  // Forgetting what is held is always right, as long as the heads are asked for afterwards.
  #hold(slice: ToldSlice) {
    if (this.#held.length < mostHeld) {
      this.#held.push(slice)
      return
    }
    this.#held = []
    this.unlist()
  }

  // From here to the answer of `room.list` everything is held, so that the head which it names is not too new.
  #reread(room: Room) {
    this.#drop(room)
    this.unlist()
  }

  #drop(room: Room) {
    this.#stale.add(room)
    this.#behind.delete(room)
    this.#fruitless.delete(room)
    this.#held = this.#held.filter((slice) => slice.room !== room)
  }
}
