import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { AnnouncementId, MembershipId, ToldSlice } from '@morgenkreis/protocol'
import { House } from '../test/house.ts'
import { counter, families } from '../test/kita.ts'
import { type Connection, type ConnectionState, Unreachable, connect, httpDoor, newRequest } from './index.ts'

const newId = counter()
const as = newId() as MembershipId
const announcement = newId() as AnnouncementId

let house: House
let open: Connection[] = []

beforeEach(async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0)
  house = new House()
  await house.open()
})

afterEach(async () => {
  for (const connection of open) connection.close()
  open = []
  await house.close()
  vi.restoreAllMocks()
})

/** A connection, with the states that it went through and the times at which it was due. */
function begin(more: Partial<Parameters<typeof connect>[0]> = {}) {
  const connection = connect({
    origin: house.origin,
    headers: { cookie: 'morgenkreis=token' },
    timeLimit: 3_000,
    ...more,
  })
  const states: ConnectionState[] = []
  let dues = 0
  connection.subscribe((state) => states.push(state))
  connection.onDue(() => dues++)
  open.push(connection)
  return {
    connection,
    states,
    get dues() {
      return dues
    },
    becomes: (state: ConnectionState) => expect.poll(() => connection.state, { timeout: 5_000 }).toBe(state),
  }
}

const say = (text: string) => ({ as, request: newRequest(), input: { announcement, text } })
const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

test('the handshake carries the session, and then calls go over the socket, except those that have no such door', async () => {
  const { connection, states, becomes } = begin()
  await becomes('live')
  expect(states).toEqual(['connecting', 'live'])
  expect(house.handshakes[0]).toMatchObject({ cookie: 'morgenkreis=token', upgrade: 'websocket' })
  const call = say('Hallo')
  expect(await connection.call('comment.publish', call)).toEqual({ ok: true, data: {} })
  await connection.call('membership.remove', { as, request: newRequest(), input: { membership: as } })
  expect(house.asked.map(({ by, name }) => `${by} ${name}`)).toEqual([
    'socket comment.publish',
    'http membership.remove',
  ])
  expect(house.asked[0]?.call).toEqual(call)
})

test('slices arrive in the order in which they were sent, and being live is a time to catch up', async () => {
  const line = begin()
  const heard: number[] = []
  line.connection.onSlice(({ head }) => heard.push(head))
  await line.becomes('live')
  expect(line.dues).toBe(1)
  for (let head = 1; head <= 20; head++)
    house.sockets[0]?.emit('slice', { room: families, logEpoch: 0, head, events: [] } satisfies ToldSlice)
  await expect.poll(() => heard).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
})

test('[K-55] a session that is over ends the connection: nothing is tried any more', async () => {
  house.signedIn = false
  const { states, becomes } = begin()
  await becomes('ended')
  expect(states).toEqual(['connecting', 'ended'])
  await later(1_200)
  expect(house.handshakes).toHaveLength(1)
})

test('[K-56] so does a session that ends under a live connection', async () => {
  const { states, becomes } = begin()
  await becomes('live')
  house.signedIn = false
  house.sockets[0]?.conn.close(true)
  await becomes('ended')
  expect(states).toEqual(['connecting', 'live', 'waiting', 'connecting', 'ended'])
})

test('where WebSockets are blocked it polls, says so, and goes live when they get through', async () => {
  house.blocked = true
  const line = begin({ pollEvery: 100 })
  await line.becomes('polling')
  expect(line.states.filter((state) => state !== 'connecting' && state !== 'waiting')).toEqual(['polling'])
  const { dues } = line
  await expect.poll(() => line.dues).toBeGreaterThan(dues + 2)
  await line.connection.call('room.list', { as: null, input: {} })
  expect(house.asked.at(-1)).toMatchObject({ by: 'http', name: 'room.list' })
  house.blocked = false
  line.connection.hurry()
  await line.becomes('live')
})

test('a failed try that is still being looked into does not undo the one that came after it', async () => {
  house.blocked = true
  const { connection, states, becomes } = begin()
  await becomes('polling')
  house.takes = 200
  connection.hurry()
  await later(50)
  house.blocked = false
  connection.hurry()
  await becomes('live')
  await later(400)
  expect(states.at(-1)).toBe('live')
  expect(house.handshakes).toHaveLength(5)
})

test('who is signed in and belongs nowhere waits, and does not believe that WebSockets are blocked', async () => {
  house.homeless = true
  const { connection, states, becomes } = begin()
  for (let many = 0; many < 4; many++) {
    await becomes('waiting')
    connection.hurry()
  }
  await becomes('waiting')
  expect(house.handshakes).toHaveLength(5)
  expect(states).not.toContain('polling')
  house.homeless = false
  await becomes('live')
})

test('without a network it waits, tells a call so, and comes back by itself to catch up', async () => {
  const line = begin()
  await line.becomes('live')
  await house.close()
  await line.becomes('waiting')
  await expect(line.connection.call('room.list', { as: null, input: {} })).rejects.toThrow(Unreachable)
  await house.open()
  await line.becomes('live')
  expect(line.dues).toBe(2)
})

test('a gateway that drains names the moment of coming back, also if it goes earlier', async () => {
  const { becomes, states } = begin()
  await becomes('live')
  house.sockets[0]?.emit('drain', 1_500)
  await later(100)
  house.sockets[0]?.conn.close(true)
  await becomes('waiting')
  await later(700)
  expect(states.at(-1)).toBe('waiting')
  expect(house.handshakes).toHaveLength(1)
  await becomes('live')
  expect(house.handshakes).toHaveLength(2)
})

test('a gateway that drains and stays is left at that moment', async () => {
  const { becomes, states } = begin()
  await becomes('live')
  const before = house.sockets[0]?.id
  house.sockets[0]?.emit('drain', 100)
  await expect.poll(() => states).toEqual(['connecting', 'live', 'connecting', 'live'])
  expect(house.sockets.map(({ id }) => id)).not.toContain(before)
})

test('[I3] when the socket breaks before the reply, the same call goes over HTTP, under the same request id', async () => {
  const { connection, becomes } = begin()
  await becomes('live')
  house.breaks = true
  const call = say('Hallo')
  expect(await connection.call('comment.publish', call)).toEqual({ ok: true, data: {} })
  expect(house.asked.filter(({ name }) => name === 'comment.publish')).toEqual([
    { by: 'socket', name: 'comment.publish', call },
    { by: 'http', name: 'comment.publish', call },
  ])
})

test('a call without an answer is unreachable in time, and the silent socket is not used until it speaks', async () => {
  const { connection, becomes } = begin({ timeLimit: 500 })
  await becomes('live')
  house.mute = true
  await expect(connection.call('comment.publish', say('eins'))).rejects.toThrow(Unreachable)
  house.mute = false
  await connection.call('comment.publish', say('zwei'))
  house.sockets[0]?.emit('slice', { room: families, logEpoch: 0, head: 0, events: [] })
  await later(100)
  await connection.call('comment.publish', say('drei'))
  expect(house.asked.map(({ by }) => by)).toEqual(['socket', 'http', 'socket'])
})

test('a closed connection has ended and opens nothing', async () => {
  const { connection, states, becomes } = begin()
  await becomes('live')
  connection.close()
  expect(states).toEqual(['connecting', 'live', 'ended'])
  await expect.poll(() => house.sockets).toEqual([])
  connection.hurry()
  await later(400)
  expect(house.handshakes).toHaveLength(1)
})

test('over HTTP a refusal is a reply, and what is no reply of a gateway is unreachable', async () => {
  const door = httpDoor({ origin: house.origin })
  const ask = () => door.call('room.list', { as: null, input: {} })
  house.signedIn = false
  expect(await ask()).toEqual({ ok: false, error: { code: 'unauthenticated' } })
  for (const page of [
    '<h1>Willkommen im WLAN</h1>',
    '',
    'null',
    '[]',
    '{"ok":true}',
    '{"ok":false}',
    '{"ok":false,"error":null}',
    '{"ok":false,"error":{}}',
    '{"ok":"yes"}',
  ]) {
    house.page = page
    await expect(ask(), page).rejects.toThrow(Unreachable)
  }
  const slow = httpDoor({
    origin: house.origin,
    timeLimit: 50,
    fetch: (_, init) =>
      new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('late')))),
  })
  await expect(slow.call('room.list', { as: null, input: {} })).rejects.toThrow(Unreachable)
})
