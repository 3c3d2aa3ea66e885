import type { Agent } from 'node:https'
import { request } from 'node:https'
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'

export interface Posted {
  readonly status: number
  readonly headers: IncomingHttpHeaders
}

interface Posting {
  readonly headers: OutgoingHttpHeaders
  readonly body: Buffer
  readonly agent: Agent
  readonly signal?: AbortSignal | undefined
}

const withinMs = 5_000
const mostReplyBytes = 4 * 1024

/**
 * One POST over TLS: no redirect is followed, after five seconds it is over, and of the reply no more than 4 KB are read.
 * Rejects where there was no answer.
 */
export function post(url: string, { headers, body, agent, signal }: Posting): Promise<Posted> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', agent, headers, ...(signal && { signal }) })
    const patience = setTimeout(() => asked.destroy(new Error('no answer in time')), withinMs)
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
