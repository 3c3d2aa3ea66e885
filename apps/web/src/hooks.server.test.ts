import { isRedirect, type RequestEvent } from '@sveltejs/kit'
import { afterEach, expect, test } from 'vitest'
import { inProcessDoor, sessionCookie, type InProcessDoor } from '@morgenkreis/protocol'
import { named } from '@morgenkreis/world'
import { handle } from './hooks.server.ts'

const house = globalThis as { [inProcessDoor]?: InProcessDoor }
afterEach(() => delete house[inProcessDoor])

/** Visits a page that asks so often for the session; `hats` are the memberships at each reading, the last one stays. */
function visiting(hats: readonly (readonly string[] | null)[], other = true) {
  const asked: string[] = []
  let reading = 0
  house[inProcessDoor] = {
    async call(name) {
      asked.push(name)
      if (name !== 'session.read') return { ok: true, data: { rooms: [] } } as never
      const left = hats[Math.min(reading++, hats.length - 1)]
      if (!left) return { ok: false, error: { code: 'unauthenticated' } } as never
      return { ok: true, data: { memberships: left.map((id) => ({ id })) } } as never
    },
  }
  const event = {
    cookies: { get: (name: string) => (name === sessionCookie(false) ? 'token' : undefined) },
    getClientAddress: () => '192.0.2.1',
    locals: {},
    request: new Request('http://localhost/post'),
    url: new URL('http://localhost/post'),
  } as RequestEvent
  const resolve = async ({ locals }: RequestEvent) => {
    await locals.acting()
    if (other) await locals.gateway.call('room.list', { as: null, input: {} })
    return new Response('what the membership may see')
  }
  return { asked, answer: Promise.resolve(handle({ event, resolve })) }
}

const { council, guardian } = named.clara

test('[K-35] a page is shown if the membership still stands after the last reply', async () => {
  const { asked, answer } = visiting([[council, guardian], [council]])
  expect(await (await answer).text()).toBe('what the membership may see')
  expect(asked).toEqual(['session.read', 'room.list', 'session.read'])
})

test.each([[[[council, guardian], [guardian]]], [[[council], []]], [[[council], null]]])(
  '[K-35] whoever lost the membership between two replies gets none of them (%j)',
  async (hats) => {
    await expect(visiting(hats).answer).rejects.toSatisfy(
      (thrown) => isRedirect(thrown) && thrown.location === '/heute',
    )
  },
)

test('a page of one reply joins nothing, and asks no second time', async () => {
  const { asked, answer } = visiting([[council], []], false)
  expect((await answer).headers.get('cache-control')).toBe('private, no-store')
  expect(asked).toEqual(['session.read'])
})
