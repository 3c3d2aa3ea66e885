import { fail, redirect, type RequestEvent } from '@sveltejs/kit'
import type { InputOf } from '@morgenkreis/protocol'
import { signedIn, statusOf } from '#lib/shell/answer.server.ts'
import { newRequest } from '#lib/shell/entered.server.ts'

/** The actions of a page where something can be locked. */
export const locking = (of: (params: Record<string, string | undefined>) => InputOf<'thread.lock'>['of']) => ({
  lock: turn('thread.lock', of),
  unlock: turn('thread.unlock', of),
})

const turn =
  (name: 'thread.lock' | 'thread.unlock', of: Parameters<typeof locking>[0]) =>
  async ({ locals: visit, params, url }: RequestEvent) => {
    const { membership } = await signedIn(visit, url)
    const call = { as: membership.id, request: newRequest(), input: { of: of(params) } }
    const reply = await visit.gateway.call(name, call)
    if (!reply.ok) return fail(statusOf(reply.error.code), { text: '', code: reply.error.code })
    redirect(303, url.pathname)
  }
