import type { IncomingMessage, ServerResponse } from 'node:http'
import { pathToFileURL } from 'node:url'
import type { FastifyInstance } from 'fastify'

/** Answers what nobody else serves. */
export type WebHandler = (request: IncomingMessage, response: ServerResponse) => void

/** Header names that only this process writes: the web app believes its origin and the caller's address from them alone. */
const protocolHeader = 'x-morgenkreis-protocol'
const hostHeader = 'x-morgenkreis-host'
const addressHeader = 'x-morgenkreis-address'

/** Loads the built web app. It takes the origin from the configuration, never from a Host header that anybody can forge. */
export async function loadWeb(handlerPath: string): Promise<WebHandler> {
  process.env['PROTOCOL_HEADER'] = protocolHeader
  process.env['HOST_HEADER'] = hostHeader
  process.env['ADDRESS_HEADER'] = addressHeader
  const { handler } = (await import(pathToFileURL(handlerPath).href)) as { handler: WebHandler }
  return handler
}

/** Mounts the web app last: every path that nobody else serves is its own. */
export function mountWeb(handler: WebHandler, origin: () => string) {
  return async (web: FastifyInstance) => {
    web.removeAllContentTypeParsers()
    // Reads nothing: the web app reads the stream itself.
    web.addContentTypeParser('*', (_request, _payload, done) => done(null))
    web.all('/*', (request, reply) => {
      const { protocol, host } = new URL(origin())
      reply.hijack()
      request.raw.headers[protocolHeader] = protocol.slice(0, -1)
      request.raw.headers[hostHeader] = host
      // Behind a proxy everybody would share its address, and with it the limit of wrong passwords.
      request.raw.headers[addressHeader] = request.ip
      handler(request.raw, reply.raw)
    })
    await Promise.resolve()
  }
}
