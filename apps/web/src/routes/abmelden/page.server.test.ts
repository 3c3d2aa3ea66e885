import { isRedirect, type Cookies, type RequestEvent } from '@sveltejs/kit'
import { expect, test } from 'vitest'
import type { RefusalCode } from '@morgenkreis/protocol'
import type { Gateway, Visit } from '#lib/shell/visit.server.ts'
import { actions } from './+page.server.ts'

function leaving(refusal?: RefusalCode) {
  const deleted: string[] = []
  const headers: Record<string, string> = {}
  const reply = refusal === undefined ? { ok: true, data: {} } : { ok: false, error: { code: refusal } }
  const gateway = { call: async () => reply as never } satisfies Gateway
  const cookies: Partial<Cookies> = { delete: (name) => void deleted.push(name) }
  const event = {
    cookies: cookies as Cookies,
    locals: { gateway } as Partial<Visit> as Visit,
    setHeaders: (more: Record<string, string>) => void Object.assign(headers, more),
    url: new URL('https://kita.example/abmelden'),
  } as RequestEvent as Parameters<typeof actions.default>[0]
  return { deleted, headers, left: Promise.resolve(actions.default(event)) }
}

test.each([undefined, 'unauthenticated'] as const)(
  'once no session is left (%s), nothing of it stays',
  async (refusal) => {
    const { deleted, headers, left } = leaving(refusal)
    await expect(left).rejects.toSatisfy((thrown) => isRedirect(thrown) && thrown.location === '/anmelden')
    expect(deleted).toEqual(['__Host-morgenkreis', 'facility', 'hat'])
    expect(headers).toEqual({ 'clear-site-data': '"storage"' })
  },
)

test.each(['try-again', 'rate-limited', 'internal'] as const)(
  'while the session may live (%s), the cookie stays',
  async (refusal) => {
    const { deleted, headers, left } = leaving(refusal)
    expect(await left).toMatchObject({ data: { failed: true } })
    expect(deleted).toEqual([])
    expect(headers).toEqual({})
  },
)
