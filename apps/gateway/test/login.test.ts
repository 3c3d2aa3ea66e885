import { demoPassword, people } from '@morgenkreis/world'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createPasswords } from '../src/index.ts'
import { tokenHash } from '../src/shell/macs.ts'
import { anna, answerOf, beginningOfFew, emre, frieda, orFail, paul, paula, sami } from './cast.ts'
import { openHouse, type Caller, type House } from './house.ts'
import { Phone } from './phone.ts'

let house: House
beforeAll(async () => {
  // The world was filled in with fewer rounds; this gateway has those of the rule.
  house = await openHouse({}, { beginning: beginningOfFew, passwords: createPasswords() })
})
afterAll(() => house.close())

const nobody = { person: paula.person, as: null }
const emailOf = ({ person }: Caller) => people.find(({ id }) => id === person)!.email
const stored = async ({ person }: Caller) =>
  (await house.ground.identity.persons.model.findById(person).lean())?.password ?? ''

/** A login as a browser sends it: without any cookie. */
const login = (email: string, password: string, headers: Record<string, string> = {}) =>
  fetch(`${house.gateway.origin}/api/session.open`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ as: null, input: { email, password } }),
  })

test('[K-46, K-47] a password is stored as PBKDF2-SHA256 with a salt per person, and renewed at login when the rounds change', async () => {
  const before = await Promise.all([stored(paula), stored(paul), stored(emre)])
  for (const hash of before) expect(hash).toMatch(/^\$pbkdf2-sha256\$i=1000\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  // One password for all of them, and no two hashes alike.
  expect(new Set(before).size).toBe(3)
  expect(new Set(before.map((hash) => hash.split('$')[3])).size).toBe(3)

  expect((await login(emailOf(paula), demoPassword)).status).toBe(200)
  const renewed = await stored(paula)
  expect(renewed).toMatch(/^\$pbkdf2-sha256\$i=600000\$/)
  expect(await stored(paul)).toBe(before[1])
  expect((await login(emailOf(paula), demoPassword)).status).toBe(200)
  expect(await stored(paula)).toBe(renewed)
})

test('[K-47, K-46] an unknown account, a wrong password and an account without one answer alike', async () => {
  const without = people.find(({ password }) => password === null)!
  for (const [email, password] of [
    [emailOf(emre), 'Morgenkreis-2025!'],
    ['niemand@demo.morgenkreis.example', demoPassword],
    [without.email, demoPassword],
    [emailOf(emre), demoPassword.toLowerCase()],
    [emailOf(emre), `${demoPassword} `],
  ] as const) {
    const response = await login(email, password)
    expect(response.status).toBe(401)
    expect(response.headers.get('set-cookie')).toBeNull()
    const { error, ...rest } = (await response.json()) as { ok: boolean; error: Record<string, string> }
    expect([rest, Object.keys(error).sort(), error['code']]).toEqual([
      { ok: false },
      ['code', 'request'],
      'wrong-credentials',
    ])
  }
})

test('[K-47] an address may be written in any case; the password may not', async () => {
  expect((await login(emailOf(frieda).toUpperCase(), demoPassword)).status).toBe(200)
})

test('[K-46] a login makes a new session each time, whose token is stored nowhere', async () => {
  const cookies = await Promise.all([login(emailOf(paula), demoPassword), login(emailOf(paula), demoPassword)]).then(
    (all) => all.map((response) => response.headers.get('set-cookie') ?? ''),
  )
  for (const cookie of cookies)
    expect(cookie).toMatch(/^morgenkreis=[\w-]{43}; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax$/)
  const tokens = cookies.map((cookie) => /=([\w-]+)/.exec(cookie)?.[1] ?? '')
  expect(new Set(tokens).size).toBe(2)
  const rows = await house.ground.identity.sessions.model.find().lean()
  expect(rows.map(({ _id }) => _id)).toEqual(expect.arrayContaining(tokens.map(tokenHash)))
  for (const token of tokens) expect(JSON.stringify(rows)).not.toContain(token)
  // A cookie that somebody else set before the login is not taken over.
  const fixed = 'A'.repeat(43)
  const response = await login(emailOf(paula), demoPassword, { cookie: `morgenkreis=${fixed}` })
  expect(response.headers.get('set-cookie')).not.toContain(fixed)
})

test('after ten wrong tries an account rests, others do not', async () => {
  const tries = await Promise.all(Array.from({ length: 10 }, () => login(emailOf(sami), 'falsch')))
  expect(new Set(tries.map(({ status }) => status))).toEqual(new Set([401]))
  const rested = await login(emailOf(sami), demoPassword)
  expect([rested.status, await rested.json()]).toMatchObject([429, { error: { code: 'too-many-tries' } }])
  expect((await login(emailOf(anna), demoPassword)).status).toBe(200)
})

test('[K-56, K-55] logout ends this session alone, and cuts its sockets', async () => {
  const stays = await Phone.of(house, frieda)
  const { token } = orFail(await house.call('session.open', nobody, { email: emailOf(frieda), password: demoPassword }))
  const headers = { 'content-type': 'application/json', cookie: `morgenkreis=${token}` }
  const here = await Phone.with(house, frieda, { cookie: headers.cookie, origin: house.gateway.origin })
  const closing = await fetch(`${house.gateway.origin}/api/session.close`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ as: null, input: {} }),
  })
  expect(await closing.json()).toEqual({ ok: true, data: {} })
  expect(closing.headers.get('set-cookie')).toMatch(/^morgenkreis=; Max-Age=0; /)
  await vi.waitFor(() => expect(here.connection.state).toBe('ended'), { timeout: 10_000 })
  expect(stays.isLive).toBe(true)
  const again = await fetch(`${house.gateway.origin}/api/session.read`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ as: null, input: {} }),
  })
  expect([again.status, await again.json()]).toMatchObject([401, { error: { code: 'unauthenticated' } }])
  stays.leave()
  here.leave()
})

const days = 24 * 60 * 60 * 1000
test('[K-53, K-54, K-55] a session ends after 45 days without use, and after 365 days at the latest', async () => {
  const tokenOf = async () => house.installation.openSession(paul.person)
  const use = async (token: string) => {
    const response = await fetch(`${house.gateway.origin}/api/session.read`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `morgenkreis=${token}` },
      body: JSON.stringify({ as: null, input: {} }),
    })
    return response.status
  }
  const [idle, used] = [await tokenOf(), await tokenOf()]
  house.clock.advance(45 * days - 1)
  expect(await use(used)).toBe(200)
  house.clock.advance(1)
  expect([await use(idle), await use(used)]).toEqual([401, 200])
  for (let day = 45; day + 40 < 365; day += 40) {
    house.clock.advance(40 * days)
    expect(await use(used)).toBe(200)
  }
  // Day 365 of the login, used until the end.
  house.clock.advance(40 * days - 1)
  expect(await use(used)).toBe(200)
  house.clock.advance(1)
  expect(await use(used)).toBe(401)
  expect(answerOf(await house.call('session.read', nobody, {}))).toBe('unauthenticated')
})
