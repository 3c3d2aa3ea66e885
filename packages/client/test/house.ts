import { createServer, type IncomingMessage, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server, type Socket } from 'socket.io'

export interface Asked {
  by: 'http' | 'socket'
  name: string
  call: unknown
}

/** A real Socket.IO server that speaks the protocol's envelope, and misbehaves as a test wants it to. */
export class House {
  readonly asked: Asked[] = []
  readonly handshakes: IncomingMessage['headers'][] = []
  /** Whether the session is good, over HTTP and in the handshake. */
  signedIn = true
  /** As behind a proxy that lets no WebSocket through. */
  blocked = false
  /** As for somebody who is signed in and belongs nowhere. */
  homeless = false
  /** Leaves calls over the socket without an answer. */
  mute = false
  /** Breaks the connection instead of answering over it. */
  breaks = false
  /** Milliseconds that an HTTP call takes. */
  takes = 0
  /** Answers every HTTP call with this instead. */
  page: string | undefined
  #http: HttpServer | undefined
  #io: Server | undefined
  #port = 0

  get origin() {
    return `http://127.0.0.1:${this.#port}`
  }

  get sockets(): Socket[] {
    return [...(this.#io?.sockets.sockets.values() ?? [])]
  }

  /** Opens, the second time on the same port. */
  async open() {
    const http = createServer((request, response) => {
      void this.#answerHttp(request).then((body) => response.setHeader('content-type', 'application/json').end(body))
    })
    const io = new Server(http, {
      path: '/socket.io',
      transports: ['websocket'],
      serveClient: false,
      allowRequest: (request, decide) => {
        this.handshakes.push(request.headers)
        decide(this.signedIn ? null : 'unauthenticated', this.signedIn && !this.blocked)
      },
    })
    io.use((_socket, next) => next(this.homeless ? new Error('no-membership') : undefined))
    io.on('connection', (socket) => this.#serve(socket))
    await new Promise<void>((resolve) => http.listen(this.#port, '127.0.0.1', resolve))
    this.#port = (http.address() as AddressInfo).port
    this.#http = http
    this.#io = io
  }

  async close() {
    this.#http?.closeAllConnections()
    await this.#io?.close()
  }

  #serve(socket: Socket) {
    socket.onAny((name: string, call: unknown, reply: (answer: unknown) => void) => {
      this.asked.push({ by: 'socket', name, call })
      if (this.breaks) socket.conn.close(true)
      else if (!this.mute) reply({ ok: true, data: {} })
    })
  }

  async #answerHttp(request: IncomingMessage) {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const name = request.url?.replace('/api/', '') ?? ''
    this.asked.push({ by: 'http', name, call: JSON.parse(Buffer.concat(chunks).toString()) })
    await new Promise((resolve) => setTimeout(resolve, this.takes))
    const refused = { ok: false, error: { code: 'unauthenticated' } }
    return this.page ?? JSON.stringify(this.signedIn ? { ok: true, data: {} } : refused)
  }
}
