import type { ClientHttp2Session } from 'node:http2'
import { Agent } from 'node:https'
import type { ConnectionOptions } from 'node:tls'
import { post, postInSession, withinMs, type Posted, type Posting } from './post.ts'
import { openSession } from './session.ts'

const atOnce = { keepAlive: true, maxSockets: 32, maxFreeSockets: 32 } as const

/** The way to one push service: one session of HTTP/2, as all of them speak it; connections of HTTP/1.1 where one does not. */
export class Line {
  readonly #origin: string
  readonly #options: ConnectionOptions
  #session: ClientHttp2Session | undefined
  #opening: Promise<ClientHttp2Session | null> | undefined
  #agent: Agent | undefined
  #closed = false

  constructor(origin: string, options: ConnectionOptions) {
    this.#origin = origin
    this.#options = options
  }

  /** One POST, connecting included: over after five seconds. Nothing is awaited before its first byte where a session is open. */
  async post(url: string, posting: Posting): Promise<Posted> {
    if (this.#agent !== undefined) return post(url, this.#agent, posting)
    const { pathname, search } = new URL(url)
    const path = pathname + search
    if (this.#session !== undefined && isOpen(this.#session)) return postInSession(this.#session, path, posting)
    const until = performance.now() + withinMs
    const session = await this.#open()
    posting.signal?.throwIfAborted()
    const left = Math.max(1, until - performance.now())
    if (session !== null) return postInSession(session, path, posting, left)
    this.#agent ??= new Agent({ ...atOnce, ...this.#options })
    return post(url, this.#agent, posting, left)
  }

  close(): void {
    this.#closed = true
    this.#session?.destroy()
    this.#agent?.destroy()
  }

  #open(): Promise<ClientHttp2Session | null> {
    this.#opening ??= openSession(this.#origin, this.#options, withinMs)
      .then((session) => {
        this.#session = session ?? undefined
        if (this.#closed) this.close()
        return session
      })
      .finally(() => (this.#opening = undefined))
    return this.#opening
  }
}

const isOpen = (session: ClientHttp2Session) => !session.closed && !session.destroyed
