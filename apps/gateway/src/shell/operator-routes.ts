import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Metrics } from './metrics.ts'

export interface OperatorParts {
  readonly metrics: Metrics
  /** Without one `/metrics` answers on loopback only. */
  readonly token: string | null
  readonly ready: () => boolean
}

/** What the load balancer and the monitoring ask: no personal data, no session. */
export function operatorRoutes({ metrics, token, ready }: OperatorParts) {
  return async (operator: FastifyInstance) => {
    operator.get('/health/live', (_request, reply) => reply.send({ live: true }))
    operator.get('/health/ready', (_request, reply) => reply.status(ready() ? 200 : 503).send({ ready: ready() }))
    operator.get('/metrics', async (request, reply) => {
      if (!allowed(request.headers.authorization, request.ip, token)) return reply.status(404).send()
      return reply.header('content-type', metrics.contentType).send(await metrics.text())
    })
    await Promise.resolve()
  }
}

function allowed(authorization: string | undefined, address: string | undefined, token: string | null): boolean {
  if (token === null) return address === '127.0.0.1' || address === '::1'
  const given = Buffer.from(authorization ?? '')
  const wanted = Buffer.from(`Bearer ${token}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
