import type { Agent } from 'node:https'
import { request } from 'node:https'
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'
import type { ClientHttp2Session } from 'node:http2'

export interface Posted {
  readonly status: number
  readonly headers: IncomingHttpHeaders
}

export interface Posting {
  readonly headers: OutgoingHttpHeaders
  readonly body: Buffer
  /** Ends it at once: what has not left by then never does. */
  readonly signal?: AbortSignal | undefined
}

/** From the first byte until the answer is whole. */
export const withinMs = 5_000
const mostReplyBytes = 4 * 1024

/**
 * One POST over TLS: no redirect is followed, after five seconds it is over, and of the reply no more than 4 KB are read.
 * Rejects where there was no answer.
 */
export function post(url: string, agent: Agent, { headers, body, signal }: Posting, ms = withinMs): Promise<Posted> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', agent, headers, ...(signal && { signal }) })
    const patience = setTimeout(() => asked.destroy(new Error('no answer in time')), ms)
    asked.on('error', reject)
    asked.on('close', () => clearTimeout(patience))
    asked.on('response', (reply) => {
      const answer = { status: reply.statusCode ?? 0, headers: reply.headers }
      let read = 0
      reply.on('data', (chunk: Buffer) => {
        read += chunk.length
        if (read > mostReplyBytes) asked.destroy()
      })
      // What was answered is known, however the rest of it goes.
      reply.on('close', () => resolve(answer))
      reply.on('error', () => undefined)
    })
    asked.end(body)
  })
}

/** The same in a session of HTTP/2. */
export function postInSession(
  session: ClientHttp2Session,
  path: string,
  { headers, body, signal }: Posting,
  ms = withinMs,
): Promise<Posted> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const asked = session.request({ ...headers, ':method': 'POST', ':path': path })
    // As a request of HTTP/1.1 ends with its connection: of what waits to be written nobody can say whose bytes it is.
    const stop = () => session.destroy()
    // Whoever leaves one without an answer may not be there any more: others get a session of their own.
    const patience = setTimeout(() => {
      session.close()
      asked.destroy()
    }, ms)
    signal?.addEventListener('abort', stop)
    let answer: Posted | undefined
    let read = 0
    asked.on('response', (reply) => (answer = { status: reply[':status'] ?? 0, headers: reply }))
    asked.on('data', (chunk: Buffer) => {
      read += chunk.length
      if (read > mostReplyBytes) asked.destroy()
    })
    asked.on('error', () => undefined)
    asked.on('close', () => {
      clearTimeout(patience)
      signal?.removeEventListener('abort', stop)
      if (answer === undefined) reject(new Error('no answer'))
      else resolve(answer)
    })
    asked.end(body)
  })
}
