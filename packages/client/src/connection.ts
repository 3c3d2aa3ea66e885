import { io } from 'socket.io-client'
import type { Call, OperationName, Reply, ToldSlice, Typing } from '@morgenkreis/protocol'
import { backOff } from './backoff.ts'
import { type Door, httpDoor } from './door.ts'
import { listeners } from './listeners.ts'
import { socketDoor } from './socket-door.ts'

/**
 * `connecting` a try is under way · `live` · `waiting` for the next try · `polling` because WebSockets are blocked, while
 * HTTP works · `ended`: the session is over, or `close` was called; it does not come back.
 */
export type ConnectionState = 'connecting' | 'live' | 'waiting' | 'polling' | 'ended'

/** One socket for all rooms, and a door: calls go over the socket while it lives, and over HTTP otherwise. */
export interface Connection extends Door {
  readonly state: ConnectionState
  /** Calls at once with the state, then at every change; answers how to leave. */
  subscribe: (listener: (state: ConnectionState) => void) => () => void
  /** What the rooms tell while the connection is live. */
  onSlice: (listener: (slice: ToldSlice) => void) => () => void
  /** Who of staff is writing where, at this moment. */
  onTyping: (listener: (typing: Typing) => void) => () => void
  /** It is time to ask what the rooms told: after every (re)connect, and every 20 s while polling. */
  onDue: (listener: () => void) => () => void
  /** Tries now instead of waiting: the network came back, or somebody looks at the page again. */
  hurry: () => void
  close: () => void
}

export interface ConnectionOptions {
  /** `https://kita.example`, or empty for the page's own origin. */
  origin: string
  /** Outside browsers: the cookie and the Origin, for the handshake and for HTTP. */
  headers?: Record<string, string>
  /** Called once; by default Socket.IO's `io`. */
  socketFactory?: typeof io
  /** Milliseconds that a call or a try to connect may take, 10 s by default. */
  timeLimit?: number
  /** Milliseconds between two polls, 20 s by default. */
  pollEvery?: number
}

// So often must the socket fail in a row, while HTTP works, before WebSockets count as blocked.
const blockedAfter = 3

export function connect(options: ConnectionOptions): Connection {
  const { origin, headers = {}, socketFactory = io, timeLimit = 10_000, pollEvery = 20_000 } = options
  const http = httpDoor({ origin, headers, timeLimit })
  const { socket, ask } = socketDoor({ origin, headers, socketFactory, timeLimit })
  const states = listeners<ConnectionState>()
  const slices = listeners<ToldSlice>()
  const typings = listeners<Typing>()
  const dues = listeners<void>()

  let state: ConnectionState = 'connecting'
  let attempts = 0
  let failures = 0
  let blocked = 0
  let drainsAt: number | undefined
  let next: ReturnType<typeof setTimeout> | undefined
  let polls: ReturnType<typeof setInterval> | undefined

  function turn(to: ConnectionState) {
    if (state === to || state === 'ended') return
    state = to
    clearInterval(polls)
    if (to === 'polling') polls = setInterval(() => dues.tell(), pollEvery)
    states.tell(to)
    if (to === 'live' || to === 'polling') dues.tell()
  }

  function attempt() {
    const mine = ++attempts
    drainsAt = undefined
    clearTimeout(next)
    socket.disconnect()
    if (state !== 'polling') turn('connecting')
    // Covers what Socket.IO's own limit does not: a WebSocket that opened and then says nothing.
    next = setTimeout(() => void failed(mine), timeLimit)
    socket.connect()
  }

  function attemptIn(milliseconds: number) {
    if (state === 'ended') return
    clearTimeout(next)
    if (state !== 'polling') turn('waiting')
    next = setTimeout(attempt, milliseconds)
  }

  // A browser does not say why a handshake was refused, so the session is asked for over HTTP.
  async function failed(mine: number) {
    if (state === 'ended') return
    clearTimeout(next)
    socket.disconnect()
    try {
      const reply = await call('session.read', { as: null, input: {} })
      if (mine !== attempts) return
      if (reply.ok && ++blocked >= blockedAfter) turn('polling')
    } catch {
      if (mine !== attempts) return
      blocked = 0
      if (state === 'polling') turn('waiting')
    }
    attemptIn(backOff(failures++))
  }

  async function call<Name extends OperationName>(name: Name, call: Call<Name>): Promise<Reply<Name>> {
    // Twice asked is harmless: reading changes nothing, and whatever changes something carries one request id.
    const reply = (await ask(name, call)) ?? (await http.call(name, call))
    if (!reply.ok && reply.error.code === 'unauthenticated') end()
    return reply
  }

  function hurry() {
    if (state !== 'waiting' && state !== 'polling') return
    failures = 0
    attempt()
  }

  function end() {
    clearTimeout(next)
    turn('ended')
    socket.disconnect()
    globalThis.removeEventListener?.('online', hurry)
  }

  socket.on('connect', () => {
    clearTimeout(next)
    failures = 0
    turn('live')
  })
  socket.on('connect_error', () => void failed(attempts))
  // Whatever comes of it, WebSockets get through.
  socket.io.on('open', () => (blocked = 0))
  socket.on('disconnect', (reason) => {
    if (reason === 'io client disconnect') return
    attemptIn(drainsAt === undefined ? backOff(failures++) : Math.max(0, drainsAt - Date.now()))
  })
  socket.on('slice', slices.tell)
  socket.on('typing', typings.tell)
  socket.on('drain', (after) => {
    drainsAt = Date.now() + after
    clearTimeout(next)
    next = setTimeout(attempt, after)
  })
  globalThis.addEventListener?.('online', hurry)
  attempt()

  return {
    get state() {
      return state
    },
    call,
    subscribe(listener) {
      listener(state)
      return states.add(listener)
    },
    onSlice: slices.add,
    onTyping: typings.add,
    onDue(listener) {
      if (state === 'live' || state === 'polling') listener()
      return dues.add(listener)
    },
    hurry,
    close: end,
  }
}
