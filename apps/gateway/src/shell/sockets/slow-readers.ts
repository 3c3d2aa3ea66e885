import type { Logger } from 'pino'
import type { Tell } from '../tell.ts'
import type { Connected, Connections } from './connections.ts'
import { bytesWaiting } from './engine.ts'

/** What may wait for one reader, in bytes; as much again may come between two looks. */
const budget = 256 * 1024
/** Socket.IO itself answers packets that are none of ours; beyond this nobody is waited for. */
const hardLimit = 4 * 1024 * 1024
const lookEveryMs = 100
/** Without any progress for so long, a reader over the budget is gone. */
const stuckForMs = 10_000

/** More waits for this reader than may: until it reads, it gets nothing. */
export const isBehind = (socket: Connected): boolean => bytesWaiting(socket) > budget

interface Lag {
  waiting: number
  movedAt: number
}

/**
 * One slow or hostile reader harms nobody (I8): over the budget nothing more is written to it. If it still reads, it is
 * reminded how far its rooms are once its buffer is empty and catches up; if nothing moves, it is cut.
 */
export class SlowReaders {
  readonly #connections: Connections
  readonly #tell: Tell
  readonly #log: Logger
  readonly #lagging = new Map<Connected, Lag>()
  readonly #timer: NodeJS.Timeout

  constructor(connections: Connections, tell: Tell, log: Logger) {
    this.#connections = connections
    this.#tell = tell
    this.#log = log
    this.#timer = setInterval(() => this.#look(), lookEveryMs)
    this.#timer.unref()
  }

  get lagging(): number {
    return this.#lagging.size
  }

  /** Bytes that wait for the slowest. */
  get mostWaiting(): number {
    return [...this.#connections.sockets()].reduce((most, socket) => Math.max(most, bytesWaiting(socket)), 0)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #look(): void {
    const now = performance.now()
    for (const socket of this.#connections.sockets()) {
      const waiting = bytesWaiting(socket)
      const lag = this.#lagging.get(socket)
      if (lag !== undefined) this.#judge(socket, lag, waiting, now)
      else if (isBehind(socket)) this.#hold(socket, waiting, now)
    }
    for (const socket of this.#lagging.keys()) if (!socket.connected) this.#lagging.delete(socket)
  }

  #hold(socket: Connected, waiting: number, now: number): void {
    this.#lagging.set(socket, { waiting, movedAt: now })
    for (const room of this.#connections.roomsOf(socket)) void socket.leave(room)
    this.#log.info({ socket: socket.id, waiting }, 'a reader lags')
  }

  #judge(socket: Connected, lag: Lag, waiting: number, now: number): void {
    // Compared with the last look, not with the least ever: a reply that is added is no standstill.
    if (waiting < lag.waiting) lag.movedAt = now
    lag.waiting = waiting
    if (waiting === 0) {
      this.#lagging.delete(socket)
      const rooms = [...this.#connections.roomsOf(socket)]
      void socket.join(rooms)
      if (!this.#tell.remind(socket.id, rooms)) this.#connections.cut(socket, 'come back and catch up')
    } else if (waiting > hardLimit || now - lag.movedAt > stuckForMs) {
      this.#lagging.delete(socket)
      this.#connections.cut(socket, 'stuck reader')
    }
  }
}
