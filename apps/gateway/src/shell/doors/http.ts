import { largestCall, operations, sessionCookie } from '@morgenkreis/protocol'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { asyncApi } from '../documents/async-api.ts'
import { openApi } from '../documents/open-api.ts'
import { statusOf, type AnyReply } from '../replies.ts'
import { answer, type DoorParts } from './door.ts'
import { tokenIn } from './cookie.ts'
import { originAllowed } from './origin.ts'

export interface HttpDoor extends DoorParts {
  readonly origin: () => string
  readonly secure: boolean
}

/** The HTTP door: `POST /api/<operation>` for each operation, JSON only, from the own origin only. */
export function httpDoor(parts: HttpDoor) {
  return async (api: FastifyInstance) => {
    api.setErrorHandler((error: { statusCode?: number }, _request, reply) => refuseBody(error.statusCode ?? 500, reply))
    api.setNotFoundHandler((_request, reply) => send(reply, { ok: false, error: { code: 'not-found' } }))
    for (const { name } of operations) {
      api.post(`/${name}`, { bodyLimit: largestCall }, async (request, reply) => serve(parts, name, request, reply))
    }
    // What can be said, for whoever builds a client: no session, nothing personal.
    api.get('/openapi.json', document(openApi, parts))
    api.get('/asyncapi.json', document(asyncApi, parts))
    await Promise.resolve()
  }
}

/** Answers a document that is made once, when somebody asks for it. */
function document(make: (origin: string, cookie: string) => object, { origin, secure }: HttpDoor) {
  let made: object | undefined
  return (_request: FastifyRequest, reply: FastifyReply) => reply.send((made ??= make(origin(), sessionCookie(secure))))
}

async function serve(
  parts: HttpDoor,
  name: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (!originAllowed(request.headers, parts.origin())) return send(reply, { ok: false, error: { code: 'forbidden' } })
  const cookie = sessionCookie(parts.secure)
  const signed = await parts.sessions.find(tokenIn(request.headers.cookie, cookie)).catch(() => undefined)
  if (signed === undefined) return send(reply, { ok: false, error: { code: 'try-again' } })
  const caller = { signed, address: request.ip }
  const answered = await answer(parts, name, request.body, caller, signed?.person ?? request.ip)
  if (answered.ok) setCookie(reply, name, answered.data, parts)
  return send(reply, answered)
}

/** As long as a session can last at all (K-54); the server decides when it ends. */
const cookieSeconds = 365 * 24 * 60 * 60

/** `session.open` and `session.close` answer the door; only the door sets the cookie. */
function setCookie(reply: FastifyReply, name: string, data: unknown, { secure }: HttpDoor): void {
  const flags = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
  if (name === 'session.open') {
    const { token } = data as { token: string }
    void reply.header('set-cookie', `${sessionCookie(secure)}=${token}; Max-Age=${cookieSeconds}; ${flags}`)
  }
  if (name === 'session.close') void reply.header('set-cookie', `${sessionCookie(secure)}=; Max-Age=0; ${flags}`)
}

const send = (reply: FastifyReply, answered: AnyReply) =>
  reply
    .status(answered.ok ? 200 : statusOf(answered.error.code))
    .header('cache-control', 'no-store')
    .send(answered)

/** Too large, not JSON, no body: refused before anything was read of it. */
function refuseBody(status: number, reply: FastifyReply): FastifyReply {
  const code = status < 500 ? 'invalid' : 'internal'
  return reply.status(status).send({ ok: false, error: { code } })
}
