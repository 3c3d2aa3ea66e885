import { isHttpError, type RequestEvent } from '@sveltejs/kit'
import { afterEach, expect, test } from 'vitest'
import { inProcessDoor, sessionCookie, type InProcessDoor, type OwnMembership } from '@morgenkreis/protocol'
import { named, apfelhof } from '@morgenkreis/world'
import { visit } from './visit.server.ts'

const house = globalThis as { [inProcessDoor]?: InProcessDoor }
afterEach(() => delete house[inProcessDoor])

function arriving(cookies: Record<string, string>, languages = 'en'): RequestEvent {
  return {
    cookies: { get: (name: string) => cookies[name] },
    getClientAddress: () => '192.0.2.1',
    request: new Request('http://localhost/heute', { headers: { 'accept-language': languages } }),
    url: new URL('http://localhost/heute'),
  } as RequestEvent
}

const hat = (id: OwnMembership['id'], role: OwnMembership['role']): OwnMembership => ({
  id,
  facility: apfelhof,
  role,
  name: 'Clara',
  groups: 'all',
  writes: true,
  rights: [],
  mutedUntil: null,
  children: [],
})

// Stands where the gateway puts its own door: what is asked of it, and by whom, is what is tested.
function opened() {
  const asked: [string, string | null][] = []
  house[inProcessDoor] = {
    async call(name, _call, { token }) {
      asked.push([name, token])
      const memberships = [hat(named.clara.council, 'council'), hat(named.clara.guardian, 'guardian')]
      return { ok: true, data: { person: named.clara.person, memberships, facilities: [] } } as never
    },
  }
  return asked
}

test('without a gateway in the process, whatever asks it is answered 503', async () => {
  const asking = visit(arriving({})).gateway.call('session.read', { as: null, input: {} })
  await expect(asking).rejects.toSatisfy((error) => isHttpError(error, 503))
})

test('without a cookie nobody is asked, with one the session is read once', async () => {
  const asked = opened()
  expect(await visit(arriving({})).session()).toBeNull()
  expect(asked).toEqual([])
  const known = visit(arriving({ [sessionCookie(false)]: 'token' }))
  await Promise.all([known.session(), known.acting(), known.session()])
  expect(asked).toEqual([['session.read', 'token']])
})

test('one acts under the hat chosen, and under the first where that is none of one’s own', async () => {
  opened()
  const wearing = (chosen: string) => visit(arriving({ [sessionCookie(false)]: 'token', hat: chosen })).acting()
  expect((await wearing(named.clara.guardian))?.role).toBe('guardian')
  expect((await wearing(named.anna.admin))?.role).toBe('council')
})

test('the chosen language wins over the browser’s', () => {
  expect(visit(arriving({ language: 'de' })).language).toBe('de')
  expect(visit(arriving({})).language).toBe('en')
})
