import { isRedirect, type Cookies, type RequestEvent } from '@sveltejs/kit'
import { expect, test } from 'vitest'
import { named } from '@morgenkreis/world'
import type { Session, Visit } from '#lib/shell/visit.server.ts'
import { POST } from './+server.ts'

test.each([
  [named.clara.guardian, [named.clara.guardian]],
  [named.anna.admin, []],
  ['x'.repeat(3_000), []],
])('[I1] only a hat of one’s own is put on: %s', async (wanted, worn) => {
  const kept: string[] = []
  const memberships = [named.clara.council, named.clara.guardian].map((id) => ({ id }))
  const cookies: Partial<Cookies> = { set: (_name, value) => void kept.push(value) }
  const locals: Partial<Visit> = { session: async () => ({ memberships }) as Session }
  const event = {
    cookies: cookies as Cookies,
    locals: locals as Visit,
    request: new Request('https://kita.example/hut', {
      method: 'POST',
      body: new URLSearchParams({ hat: wanted, weiter: '/.//evil.example' }),
    }),
    url: new URL('https://kita.example/hut'),
  } as RequestEvent as Parameters<typeof POST>[0]
  await expect(Promise.resolve(POST(event))).rejects.toSatisfy(
    (thrown) => isRedirect(thrown) && thrown.location === '/heute',
  )
  expect(kept).toEqual(worn)
})
