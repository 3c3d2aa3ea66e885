import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { createSecureServer } from 'node:http2'
import { createServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { Server } from 'node:tls'
import { certificateForThisMachine } from './certificate.ts'
import { PushDevice } from './device.ts'

/** One push as it came in, opened by the device that it was for. */
export interface Pushed {
  readonly device: PushDevice
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  readonly text: string
  readonly at: number
  /** The version of HTTP that it came by. */
  readonly by: string
}

/** How a push is answered: a status, further headers, after a while, or never. */
export interface PushAnswer {
  readonly status: number
  readonly headers?: Record<string, string>
  readonly body?: string
  readonly afterMs?: number
}

/**
 * A push service of one's own on this machine, with TLS, which opens what it gets. It speaks HTTP/2, as all of them do, and
 * HTTP/1.1.
 */
export class PushOrigin {
  readonly origin: string
  /** The certificate that speaks for it. */
  readonly ca: string
  readonly pushed: Pushed[] = []
  /** Answers what comes next; 201 if it is left alone, and never for null. */
  answer: (push: Pushed) => PushAnswer | null = () => ({ status: 201 })
  readonly #devices = new Map<string, PushDevice>()
  readonly #server: Server
  readonly #connections = new Set<Socket>()

  private constructor(server: Server, ca: string) {
    this.#server = server
    this.ca = ca
    server.on('secureConnection', (connection) => {
      this.#connections.add(connection)
      connection.once('close', () => this.#connections.delete(connection))
    })
    this.origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  /** `old`: it speaks HTTP/1.1 alone. */
  static async start(old = false): Promise<PushOrigin> {
    const { key, cert } = certificateForThisMachine()
    const server = old ? createServer({ key, cert }) : createSecureServer({ key, cert, allowHTTP1: true })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const origin = new PushOrigin(server, cert)
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => void chunks.push(chunk))
      request.on('end', () => {
        const device = origin.#devices.get(request.url ?? '')
        if (device === undefined) return void response.writeHead(410).end()
        const body = Buffer.concat(chunks)
        const by = request.httpVersion
        const push = { device, headers: request.headers, body, text: device.open(body), at: performance.now(), by }
        origin.pushed.push(push)
        const answer = origin.answer(push)
        if (answer === null) return
        const reply = () => response.writeHead(answer.status, answer.headers).end(answer.body)
        if (answer.afterMs === undefined) reply()
        else setTimeout(reply, answer.afterMs)
      })
    })
    return origin
  }

  /** How many are connected to it. */
  get connections(): number {
    return this.#connections.size
  }

  /** Ends all connections, as a service does that is started anew. */
  cut(): void {
    for (const connection of this.#connections) connection.destroy()
  }

  /** A browser on a device subscribes here. */
  device(): PushDevice {
    const path = `/push/${randomUUID()}`
    const device = new PushDevice(`${this.origin}${path}`)
    this.#devices.set(path, device)
    return device
  }

  /** It is no more. */
  forget({ subscription }: PushDevice): void {
    this.#devices.delete(new URL(subscription.endpoint).pathname)
  }

  /** What this device was told. */
  toldTo(device: PushDevice): { category: string; id: string }[] {
    return this.pushed
      .filter((push) => push.device === device)
      .map(({ text }) => JSON.parse(text) as { category: string; id: string })
  }

  async close(): Promise<void> {
    this.#server.close()
    this.cut()
    await once(this.#server, 'close')
  }
}
