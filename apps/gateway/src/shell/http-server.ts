import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify'

/** The server of everything: a request that comes slowly is cut after ten seconds. `headersTimeout` must be the smaller one. */
export function createHttp(log: FastifyBaseLogger, trustedProxies: string[]): FastifyInstance {
  return Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustedProxies,
    requestTimeout: 10_000,
    // A connection on which nothing moves, because its reader does not read (I8).
    connectionTimeout: 30_000,
    http: { headersTimeout: 8_000, connectionsCheckingInterval: 1_000 },
    forceCloseConnections: true,
  })
}
