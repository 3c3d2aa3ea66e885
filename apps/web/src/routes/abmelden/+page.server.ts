import { fail, redirect } from '@sveltejs/kit'
import { sessionCookie } from '@morgenkreis/protocol'
import { statusOf } from '#lib/shell/answer.server.ts'
import type { Actions } from './$types'

export const actions = {
  /**
   * The session ends at the gateway first: a cookie that is only forgotten here would still open it. So the cookie stays
   * until that is certain. What the browser kept (drafts, the outbox) is wiped by the header.
   */
  default: async ({ cookies, locals, setHeaders, url }) => {
    const reply = await locals.gateway.call('session.close', { as: null, input: {} })
    if (!reply.ok && reply.error.code !== 'unauthenticated') return fail(statusOf(reply.error.code), { failed: true })
    cookies.delete(sessionCookie(url.protocol === 'https:'), { path: '/' })
    // The next person at this device belongs elsewhere.
    cookies.delete('facility', { path: '/' })
    cookies.delete('hat', { path: '/' })
    setHeaders({ 'clear-site-data': '"storage"' })
    redirect(303, '/anmelden')
  },
} satisfies Actions
