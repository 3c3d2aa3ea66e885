import { afterAll, beforeAll, expect, test } from 'vitest'
import { inProcessDoor, type InProcessDoor, type MembershipId, type PersonId } from '@morgenkreis/protocol'
import { apfelhof } from '@morgenkreis/world'
import { anna, answerOf, beginningOfFew, forestDay, orFail, paul, paula } from './cast.ts'
import { openHouse, type House } from './house.ts'
import { bareSocket, greeting, post } from './wire.ts'
import { acknowledged } from './writing.ts'

let house: House
let cookie: string
beforeAll(async () => {
  house = await openHouse({}, { beginning: beginningOfFew })
  cookie = (await house.headersOf(paula.person))['cookie']!
})
afterAll(() => house.close())

const stored = () => house.ground.database.data.collection('comments').countDocuments()
const readSession = JSON.stringify({ as: null, input: {} })

/** Headers that a browser sends from a page which is not ours. */
const foreign = () => {
  const { origin, port } = new URL(house.gateway.origin)
  return [
    { origin: 'https://elsewhere.example' },
    { origin: `https://localhost:${port}` },
    { origin: `http://localhost:${Number(port) + 1}` },
    { origin: `${origin}.example` },
    { origin: `http://sub.localhost:${port}` },
    { origin: 'null' },
    { origin: '' },
    { origin: `${origin}/` },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]
}

test('[D-02] a page of another origin gets no answer over HTTP, and changes nothing', async () => {
  const acknowledgement = await acknowledged(house, paula, { kind: 'comment', announcement: forestDay })
  const input = { announcement: forestDay, text: 'Von einer fremden Seite.', acknowledgement }
  const body = JSON.stringify({ as: paula.as, request: crypto.randomUUID(), input })
  const before = await stored()
  for (const headers of foreign()) {
    const answer = await post(house, '/api/comment.publish', body, { cookie, ...headers })
    expect([headers, answer.status, answer.code]).toEqual([headers, 403, 'forbidden'])
    const read = await post(house, '/api/session.read', readSession, { cookie, ...headers })
    expect([headers, read.code, read.body.includes('Paula')]).toEqual([headers, 'forbidden', false])
  }
  expect(await stored()).toBe(before)
  expect((await post(house, '/api/session.read', readSession, { cookie, origin: house.gateway.origin })).code).toBe(
    'ok',
  )
})

test('[D-02] a page of another origin opens no WebSocket', async () => {
  for (const headers of foreign()) {
    const socket = bareSocket(house, { cookie, ...headers })
    expect([headers, await greeting(socket)]).toEqual([headers, 'websocket error'])
    socket.close()
  }
})

test('[D-02] nor does one without a session, with a broken one, or over another transport', async () => {
  const { origin } = house.gateway
  for (const broken of [
    '',
    'morgenkreis=',
    `morgenkreis=${'x'.repeat(43)}`,
    cookie.replace('morgenkreis', '__Host-morgenkreis'),
    `${cookie}x`,
  ]) {
    const socket = bareSocket(house, { cookie: broken, origin })
    expect([broken, await greeting(socket)]).toEqual([broken, 'websocket error'])
    socket.close()
  }
  const polled = await fetch(`${origin}/socket.io/?EIO=4&transport=polling`, { headers: { cookie, origin } })
  expect(polled.status).toBe(400)
})

test('[D-02] a session that is over opens neither door', async () => {
  const token = await house.installation.openSession(paul.person)
  const headers = { cookie: `morgenkreis=${token}`, origin: house.gateway.origin }
  const open = bareSocket(house, headers)
  expect(await greeting(open)).toBe('connected')
  open.close()
  await house.ground.identity.sessions.native.updateMany(
    { person: paul.person },
    { $set: { expiresAt: house.clock.now() } },
  )
  const socket = bareSocket(house, headers)
  expect(await greeting(socket)).toBe('websocket error')
  socket.close()
  expect(await post(house, '/api/session.read', readSession, headers)).toMatchObject({
    status: 401,
    code: 'unauthenticated',
  })
})

test('[K-35] somebody who belongs nowhere is told so at the socket', async () => {
  const person = '018cc251-f403-7000-8000-00000000d001' as PersonId
  const as = '018cc251-f404-7000-8000-00000000d001' as MembershipId
  await house.installation.admit(
    { id: person, email: 'kurz@demo.morgenkreis.example', password: null, name: 'Kurz Dabei' },
    { id: as, person, facility: apfelhof, role: 'educator', groups: 'all', writes: false, rights: [], children: [] },
  )
  const headers = await house.headersOf(person)
  orFail(await house.call('membership.remove', anna, { membership: as }))
  const socket = bareSocket(house, headers)
  expect(await greeting(socket)).toBe('no-membership')
  socket.close()
  expect(answerOf(await house.call('announcement.list', { person, as }, { facility: apfelhof }))).toBe('no-membership')
})

test('[K-64] the door for pages asks the same questions', async () => {
  const door = (globalThis as { [inProcessDoor]?: InProcessDoor })[inProcessDoor]!
  const visitor = { token: await house.tokenOf(paula.person), address: '127.0.0.1' }
  const input = { announcement: forestDay }
  expect(answerOf(await door.call('comment.list', { as: paula.as, input }, visitor))).toBe('ok')
  expect(answerOf(await door.call('comment.list', { as: anna.as, input }, visitor))).toBe('no-membership')
  expect(answerOf(await door.call('comment.list', { as: paula.as, input }, { ...visitor, token: null }))).toBe(
    'unauthenticated',
  )
  expect(
    answerOf(await door.call('comment.list', { as: paula.as, input: { ...input, more: 1 } as never }, visitor)),
  ).toBe('invalid')
  expect(answerOf(await door.call('comment.edit' as 'comment.list', { as: paula.as, input }, visitor))).toBe(
    'not-found',
  )
})
