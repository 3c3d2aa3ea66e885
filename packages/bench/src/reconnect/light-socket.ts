import { EventEmitter } from 'node:events'
import type { io } from 'socket.io-client'
import { numberAt } from '../load/marks.ts'
import { openWire } from '../load/wire.ts'
import type { Wire } from '../load/wire.ts'

/** Where a client gets in: the ports that a load balancer would try for it, and what it says of itself. */
export interface Entrance {
  readonly ports: readonly number[]
  readonly path: string
  readonly headers: Record<string, string>
}

type Answered = (error: Error | null, answer?: unknown) => void

const [event, acknowledgement, refusal] = [0x32, 0x33, 0x34]

/** As much of a Socket.IO client as the product's connection asks of one, on a wire that costs next to nothing. */
export class LightSocket {
  readonly io = new EventEmitter()
  readonly #events = new EventEmitter()
  readonly #entrance: Entrance
  readonly #waiting = new Map<number, Answered>()
  #wire: Wire | undefined
  #port: number | undefined
  #attempt = 0
  #asked = 0

  constructor(entrance: Entrance) {
    this.#entrance = entrance
  }

  get connected(): boolean {
    return this.#wire !== undefined
  }

  /** Where it is connected to. */
  get port(): number | undefined {
    return this.#port
  }

  on(name: string, heard: Parameters<EventEmitter['on']>[1]): this {
    this.#events.on(name, heard)
    return this
  }

  connect(): this {
    void this.#enter((this.#attempt += 1))
    return this
  }

  disconnect(): this {
    this.#attempt += 1
    if (this.connected) this.#end('io client disconnect')
    return this
  }

  timeout(milliseconds: number) {
    return {
      emit: (name: string, call: object, answered: Answered) => {
        const number = (this.#asked += 1)
        const limit = setTimeout(() => this.#answer(number, new Error('no answer in time')), milliseconds)
        this.#waiting.set(number, (error, answer) => {
          clearTimeout(limit)
          answered(error, answer)
        })
        this.#wire?.send(`42${number}${JSON.stringify([name, call])}`)
      },
    }
  }

  // A load balancer looks after its gateways: where one takes nobody, it tries the next.
  async #enter(attempt: number): Promise<void> {
    for (const port of this.#entrance.ports) {
      const wire = await this.#dial(port, attempt).catch(() => undefined)
      if (attempt !== this.#attempt) return wire?.close()
      if (wire === undefined) continue
      this.#wire = wire
      this.#port = port
      this.io.emit('open')
      this.#events.emit('connect')
      return
    }
    this.#events.emit('connect_error', new Error('nobody lets it in'))
  }

  #dial(port: number, attempt: number): Promise<Wire> {
    const { path, headers } = this.#entrance
    return new Promise((resolve, reject) => {
      openWire(port, path, headers, {
        packet: (bytes, start, end) => {
          if (attempt !== this.#attempt) return
          if (bytes[start] === refusal) reject(new Error(bytes.toString('utf8', start, end)))
          else this.#hear(bytes, start, end)
        },
        closed: () => {
          if (attempt === this.#attempt && this.connected) this.#end('transport close')
        },
      }).then(resolve, reject)
    })
  }

  #hear(bytes: Buffer, start: number, end: number): void {
    const opens = bytes.indexOf('[', start)
    if (bytes[start] === event) {
      const [name, ...told] = JSON.parse(bytes.toString('utf8', opens, end)) as [string, ...unknown[]]
      this.#events.emit(name, ...told)
    } else if (bytes[start] === acknowledgement) {
      const [answer] = JSON.parse(bytes.toString('utf8', opens, end)) as unknown[]
      this.#answer(numberAt(bytes, start + 1, end), null, answer)
    }
  }

  #answer(number: number, error: Error | null, answer?: unknown): void {
    const answered = this.#waiting.get(number)
    this.#waiting.delete(number)
    answered?.(error, answer)
  }

  #end(reason: string): void {
    this.#wire?.close()
    this.#wire = undefined
    for (const number of [...this.#waiting.keys()]) this.#answer(number, new Error('disconnected'))
    this.#events.emit('disconnect', reason)
  }
}

/** The part of Socket.IO's own socket that the connection uses: both have it. */
interface Used {
  readonly connected: boolean
  readonly io: object
  connect(): Used
  disconnect(): Used
}

/** For `connect`: hands it this socket. */
export function factoryOf(socket: LightSocket): typeof io {
  const factory = (): Used => socket
  return factory as typeof io
}
