import { isRedirect, type Cookies, type RequestEvent } from '@sveltejs/kit'
import { expect, test } from 'vitest'
import type { Gateway, Visit } from '#lib/shell/visit.server.ts'
import { actions } from './+page.server.ts'

test('[K-53] the cookie outlasts every pause that the session may take', async () => {
  const kept: [string, unknown][] = []
  const data = { token: 'token', expiresAt: '2026-01-01T08:00:00.000Z' }
  const gateway = { call: async () => ({ ok: true, data }) as never } satisfies Gateway
  const cookies: Partial<Cookies> = {
    set: (name, value, options) => void kept.push([`${name}=${value}`, options]),
  }
  const signingIn = actions.default({
    cookies: cookies as Cookies,
    locals: { gateway } as Partial<Visit> as Visit,
    request: new Request('https://kita.example/anmelden', {
      method: 'POST',
      body: new URLSearchParams({ email: 'paula@kita.example', password: 'geheim', weiter: '/post' }),
    }),
    url: new URL('https://kita.example/anmelden'),
  } as RequestEvent as Parameters<typeof actions.default>[0])
  await expect(signingIn).rejects.toSatisfy((thrown) => isRedirect(thrown) && thrown.location === '/post')
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: true, maxAge: 365 * 24 * 60 * 60 }
  expect(kept).toEqual([['__Host-morgenkreis=token', options]])
})
