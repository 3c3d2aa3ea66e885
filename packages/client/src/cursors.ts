import type { Cursor, InputOf, OutputOf, Room, ToldEvent, ToldSlice } from '@morgenkreis/protocol'
import { isKnown } from './advance.ts'
import { backOff } from './backoff.ts'
import { type Door, Unreachable } from './door.ts'
import { RoomCursors } from './room-cursors.ts'

/** Where slices come from, and what says when to catch up. A `Connection` is one. */
export interface Telling extends Door {
  onSlice: (listener: (slice: ToldSlice) => void) => () => void
  onDue: (listener: () => void) => () => void
}

/** Who keeps the state that the rooms tell about. */
export interface Listening {
  /**
   * One event, in its room's order. May come twice, and by two rooms: reducers are idempotent. `later`: it was missed, or
   * had to wait for something that was.
   */
  told(event: ToldEvent, room: Room, how: 'live' | 'later'): void
  /**
   * Drop what was known of these rooms and read it anew; resolve when that stands. Nothing is told meanwhile, and what
   * happens meanwhile is told afterwards, so the fresh read may simply replace the state. Asked again if it rejects.
   * The first word of all is this one, for every room (unless cursors were given).
   */
  afresh(rooms: readonly Room[]): Promise<void>
  /** These rooms are no longer heard: what only they told has to go. */
  left?(rooms: readonly Room[]): void
  /** Something was told that this version of the program does not know: a reload is due (I9). */
  outdated?(): void
}

/** Keeps cursors across reloads. Only for owners who keep the state that belongs to them, too. */
export interface CursorStore {
  load(): Promise<readonly Cursor[]>
  save(cursors: readonly Cursor[]): Promise<void>
}

export interface FollowOptions extends Listening {
  telling: Telling
  /** Cursors of a state that was read already (`room.list` before the lists), such as a page rendered on the server. */
  cursors?: readonly Cursor[]
  store?: CursorStore
}

export interface Following {
  /** Of the rooms whose state stands. */
  readonly cursors: readonly Cursor[]
  /** Asks all rooms now. Resolves when everything was told, or when it did not work and will be tried again. */
  catchUp: () => Promise<void>
  stop: () => void
}

class Unanswered extends Error {}

/** Applies what the rooms tell strictly in order, asks for what is missing, one question at a time. */
export function followRooms(options: FollowOptions): Following {
  const { telling, store } = options
  const rooms = new RoomCursors(tell)
  const write = store && saver(() => store.save(rooms.standing))
  let started = false
  let failures = 0
  let retry: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | undefined
  let stopped = false

  function tell(event: ToldEvent, room: Room, how: 'live' | 'later') {
    if (isKnown(event)) options.told(event, room, how)
    else options.outdated?.()
  }

  async function ask<Name extends 'room.list' | 'room.sync'>(
    name: Name,
    input: InputOf<Name>,
  ): Promise<OutputOf<Name>> {
    const reply = await telling.call(name, { as: null, input })
    if (reply.ok) return reply.data
    if (reply.error.code === 'unauthenticated') stop()
    throw new Unanswered(reply.error.code)
  }

  const steps = {
    async list() {
      rooms.listing()
      const { rooms: heads } = await ask('room.list', {})
      if (stopped) return
      const left = rooms.listed(heads)
      if (left.length > 0) options.left?.(left)
    },
    async afresh() {
      const stale = rooms.reading()
      let read: Room[] = []
      try {
        await options.afresh(stale)
        read = stale
      } catch (cause) {
        throw new Unanswered('the fresh read failed', { cause })
      } finally {
        if (!stopped) rooms.read(read)
      }
    },
    async sync() {
      const asked = rooms.asking()
      const answer = await ask('room.sync', { cursors: asked })
      if (!stopped && !rooms.answered(asked, answer)) throw new Unanswered('no progress')
    },
  }

  async function run() {
    try {
      if (!started) rooms.start(options.cursors ?? (await store?.load().catch(() => [])) ?? [])
      started = true
      for (let step = rooms.wants; step !== 'nothing' && !stopped; step = rooms.wants) await steps[step]()
      failures = 0
    } catch (cause) {
      // Whatever failed, the heads are asked for anew: a room may be gone, or an answer lost.
      rooms.unlist()
      if (!stopped) retry = setTimeout(() => void wake(), backOff(failures++))
      // A defect of whoever listens is not the network's: it has to be seen.
      if (!(cause instanceof Unanswered || cause instanceof Unreachable)) throw cause
    } finally {
      save()
    }
  }

  function wake() {
    clearTimeout(retry)
    retry = undefined
    running ??= run().finally(() => {
      running = undefined
      attend()
    })
    return running
  }

  function attend() {
    if (retry === undefined && rooms.wants !== 'nothing' && !stopped) void wake()
  }

  function hear(slice: ToldSlice) {
    rooms.hear(slice)
    attend()
    save()
  }

  function catchUp() {
    rooms.unlist()
    return wake()
  }

  // Not before they were loaded: nothing would replace what is kept.
  function save() {
    if (started) write?.()
  }

  function stop() {
    stopped = true
    clearTimeout(retry)
    for (const each of leave) each()
  }

  const leave = [telling.onSlice(hear), telling.onDue(() => void catchUp())]
  return {
    get cursors() {
      return rooms.standing
    },
    catchUp,
    stop,
  }
}

// One write at a time, the newest state last. A lost write costs a longer catch-up, nothing else.
function saver(write: () => Promise<void>): () => void {
  let wanted = false
  let writing = false
  async function writeAll() {
    writing = true
    for (; wanted; await write().catch(() => undefined)) wanted = false
    writing = false
  }
  return () => {
    wanted = true
    if (!writing) void writeAll()
  }
}
