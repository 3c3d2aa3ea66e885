import type { Socket, io } from 'socket.io-client'
import type { Call, OperationName, Reply, ServerToClient } from '@morgenkreis/protocol'
import { Unreachable } from './door.ts'
import { isLive } from './live-operations.ts'
import { isReply } from './reply.ts'

/** What a client may send, before its name is known. The replies are looked at, not trusted (`isReply`). */
type Calls = Record<string, (call: object, reply: (answer: unknown) => void) => void>

export interface SocketDoor {
  socket: Socket<ServerToClient, Calls>
  /** Undefined when the socket is no way, or died before the answer: then the same call may go over HTTP. */
  ask: <Name extends OperationName>(name: Name, call: Call<Name>) => Promise<Reply<Name> | undefined>
}

export interface SocketDoorOptions {
  origin: string
  headers: Record<string, string>
  socketFactory: typeof io
  timeLimit: number
}

export function socketDoor({ origin, headers, socketFactory, timeLimit }: SocketDoorOptions): SocketDoor {
  const socket: SocketDoor['socket'] = socketFactory(origin, {
    path: '/socket.io',
    transports: ['websocket'],
    extraHeaders: headers,
    forceNew: true,
    autoConnect: false,
    // The connection spaces the tries itself: an ended session stops them, and a draining gateway names the moment.
    reconnection: false,
  })

  // False after an unanswered call until something is heard: a half-open socket takes 45 s to be noticed otherwise.
  let heard = true
  const hears = () => (heard = true)
  socket.on('connect', hears)
  socket.on('slice', hears)
  socket.io.on('ping', hears)

  return {
    socket,
    ask<Name extends OperationName>(name: Name, call: Call<Name>) {
      if (!socket.connected || !heard || !isLive(name)) return Promise.resolve(undefined)
      return new Promise<Reply<Name> | undefined>((resolve, reject) => {
        socket.timeout(timeLimit).emit(name, call, (error: Error | null, answer?: unknown) => {
          if (error === null && isReply<Name>(answer)) return resolve(answer)
          if (!socket.connected) return resolve(undefined)
          heard = false
          reject(new Unreachable(name, error))
        })
      })
    },
  }
}
