import { sessionCookie } from '@morgenkreis/protocol'
import type { RequestHandler } from './$types'

/**
 * The session ends at the gateway first: a cookie that is only forgotten here would still open it. What the browser
 * kept (drafts, the outbox) is wiped by the header.
 */
export const POST: RequestHandler = async ({ cookies, locals, url }) => {
  await locals.gateway.call('session.close', { as: null, input: {} })
  cookies.delete(sessionCookie(url.protocol === 'https:'), { path: '/' })
  cookies.delete('hat', { path: '/' })
  return new Response(null, { status: 303, headers: { location: '/anmelden', 'clear-site-data': '"storage"' } })
}
