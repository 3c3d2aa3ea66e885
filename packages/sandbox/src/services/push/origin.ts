import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingHttpHeaders } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { certificateForThisMachine } from './certificate.ts'
import { PushDevice } from './device.ts'

/** One push as it came in, opened by the device that it was for. */
export interface Pushed {
  readonly device: PushDevice
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  readonly text: string
  readonly at: number
}

/** How a push is answered: a status, further headers, after a while, or never. */
export interface PushAnswer {
  readonly status: number
  readonly headers?: Record<string, string>
  readonly body?: string
  readonly afterMs?: number
}

/** A push service of one's own on this machine, with TLS, which opens what it gets. */
export class PushOrigin {
  readonly origin: string
  /** The certificate that speaks for it. */
  readonly ca: string
  readonly pushed: Pushed[] = []
  /** Answers what comes next; 201 if it is left alone, and never for null. */
  answer: (push: Pushed) => PushAnswer | null = () => ({ status: 201 })
  readonly #devices = new Map<string, PushDevice>()
  readonly #server: Server

  private constructor(server: Server, ca: string) {
    this.#server = server
    this.ca = ca
    this.origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  static async start(): Promise<PushOrigin> {
    const { key, cert } = certificateForThisMachine()
    const server = createServer({ key, cert })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const origin = new PushOrigin(server, cert)
    server.on('request', (request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => void chunks.push(chunk))
      request.on('end', () => {
        const device = origin.#devices.get(request.url ?? '')
        if (device === undefined) return void response.writeHead(410).end()
        const body = Buffer.concat(chunks)
        const push = { device, headers: request.headers, body, text: device.open(body), at: performance.now() }
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
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }
}
