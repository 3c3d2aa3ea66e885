import type { IncomingMessage } from 'node:http'
import { largestCall, operations, sessionCookie } from '@morgenkreis/protocol'
import type { FastifyInstance } from 'fastify'
import { Server } from 'socket.io'
import { createBoundedWork } from '../bounded-work.ts'
import type { Sessions, Signed } from '../identity/sessions.ts'
import type { Connected, Connections, Hats } from '../sockets/connections.ts'
import { isBehind } from '../sockets/slow-readers.ts'
import type { Sockets } from '../tell.ts'
import type { AnyReply } from '../replies.ts'
import { answer, type DoorParts } from './door.ts'
import { tokenIn } from './cookie.ts'
import { originAllowed } from './origin.ts'

export interface Handshake {
  readonly origin: () => string
  readonly secure: boolean
  readonly sessions: Sessions
  readonly able: () => boolean
}

/**
 * When a gateway goes down, all its clients come back at once: a few are let in at a time, so that the looks of this gateway
 * do not wait behind thousands of questions and its lease does not run out over them.
 */
const admission = { atOnce: 32, waiting: 20_000 } as const

const signedBy = new WeakMap<IncomingMessage, Signed>()

/** Socket.IO on Fastify's server. `allowRequest` alone decides who connects: its `cors` does not protect WebSockets. */
export function createSockets(app: FastifyInstance, { origin, secure, sessions, able }: Handshake): Sockets {
  const inTurn = createBoundedWork(admission)
  // Nobody listens to a connection that asks to be upgraded until it is: a reset meanwhile would end the process.
  app.server.prependListener('upgrade', (_request, line) => line.on('error', () => undefined))
  return new Server(app.server, {
    path: '/socket.io',
    serveClient: false,
    transports: ['websocket'],
    maxHttpBufferSize: largestCall,
    perMessageDeflate: false,
    httpCompression: false,
    connectTimeout: 10_000,
    pingInterval: 20_000,
    pingTimeout: 15_000,
    allowRequest(request, decide) {
      if (!able()) return decide('try-again', false)
      if (!originAllowed(request.headers, origin())) return decide('forbidden', false)
      const token = tokenIn(request.headers.cookie, sessionCookie(secure))
      inTurn(() => sessions.find(token))
        .then((signed) => {
          if (signed !== null) signedBy.set(request, signed)
          decide(signed === null ? 'unauthenticated' : null, signed !== null)
        })
        .catch(() => decide('try-again', false))
    },
  })
}

export interface SocketDoor extends DoorParts {
  readonly io: Sockets
  readonly connections: Connections
  /** What this person hears, as of now, with every room of it followed. */
  hatsOf(signed: Signed): Promise<Hats>
  isCurrent(hats: Hats): boolean
}

/** The socket door: the live operations, with the same envelope and replies as HTTP. */
export function openSocketDoor(parts: SocketDoor): void {
  const welcomed = new WeakMap<Connected, Hats>()
  const inTurn = createBoundedWork(admission)
  parts.io.use((socket, next) => {
    const signed = signedBy.get(socket.request)
    // One handshake makes one listener: greetings that come before the first is answered would make more (I8).
    signedBy.delete(socket.request)
    if (signed === undefined) return next(new Error('unauthenticated'))
    socket.data = { signed, address: socket.handshake.address }
    inTurn(() => parts.hatsOf(signed))
      .then((hats) => {
        welcomed.set(socket, hats)
        // Whoever belongs nowhere any more hears nothing (K-35).
        next(hats.memberships.length > 0 ? undefined : new Error('no-membership'))
      })
      .catch(() => next(new Error('try-again')))
  })
  parts.io.on('connection', (socket) => {
    const connected = socket as Connected
    const hats = welcomed.get(connected)
    if (hats === undefined || !parts.isCurrent(hats)) return void socket.conn.close(true)
    parts.connections.add(connected, hats)
    listen(connected, parts)
  })
}

const liveNames = new Set<string>(operations.flatMap(({ name, live }) => (live ? [name] : [])))

/** One listener for all operations, since there are many sockets. Anything else that a client sends has no effect. */
function listen(socket: Connected, parts: SocketDoor): void {
  socket.onAny((name: string, body: unknown, reply: unknown) => {
    // Who asks on and on and does not read gets no answers either (I8).
    if (typeof reply !== 'function' || !liveNames.has(name) || isBehind(socket)) return
    const { signed, address } = socket.data
    answer(parts, name, body, { signed, address }, signed.person)
      .then((answered) => {
        if (!isBehind(socket)) (reply as (answered: AnyReply) => void)(answered)
      })
      .catch((error: unknown) => parts.log.error({ err: error, operation: name }, 'a reply could not be sent'))
  })
}
