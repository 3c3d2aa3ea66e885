import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { Crowd } from './crowd.ts'
import { House } from './house.ts'
import { emre, everybody, guardians, paul, paula, sami } from './kita.ts'
import { Line } from './line.ts'
import { comesTrue, type Phone } from './phone.ts'
import { knock, RawSocket } from './raw-socket.ts'
import { wrongs } from './verdict.ts'

const spreadMs = 5_000
const many = 2_000

let house: House
let address: Line

beforeAll(async () => {
  house = await House.open({ mongodbUri: inject('mongodbUri'), gateways: 2 })
  address = await Line.to(...house.gateways.map(({ port }) => port))
})
afterAll(async () => {
  await house.close()
  await address.close()
})

test('[I8] one that resets its connection while it asks to be let in harms nobody', async () => {
  const { port, pid } = house.gateways[1]!
  const cookie = await house.kita.cookieOf(emre)
  const paths = ['/socket.io/?EIO=4&transport=websocket', '/elsewhere']
  // The request and the reset wait before the gateway together: it reads the one, asks who that is, and meets the other.
  house.signal(1, 'SIGSTOP')
  const knocking = Array.from({ length: 20 }, (_, n) => knock(port, paths[n % 2]!, cookie))
  const run = await Promise.all(knocking)
  await pause(200)
  for (const away of run) away()
  await pause(200)
  house.signal(1, 'SIGCONT')
  await pause(1_500)
  expect((await fetch(`http://127.0.0.1:${port}/health/live`)).status).toBe(200)
  expect(house.gateways[1]!.pid).toBe(pid)
})

test('[K-85, I8] two thousand clients that come at once, since another gateway went down: all are let in, and nobody else is harmed', async () => {
  const [, second] = house.gateways.map(({ port }) => port)
  const cookies = await Promise.all(everybody.map((member) => house.kita.cookieOf(member)))
  const [author, listener] = (await house.live([emre, paula], second!)) as [Phone, Phone]
  const crowd = new Crowd([author, listener])
  const beganAt = performance.now()
  const since = () => Math.round(performance.now() - beganAt)
  const join = (_: unknown, n: number) => RawSocket.join(second!, cookies[n % cookies.length]!)
  const coming = Promise.all(Array.from({ length: many }, join)).then((sockets) => ({ sockets, took: since() }))
  await crowd.say(author)
  const answered = since()
  const { sockets, took } = await coming
  process.stdout.write(
    `${many} clients at once: all are in after ${took} ms, a comment went through after ${answered} ms\n`,
  )
  expect(await house.metric(1, 'morgenkreis_sockets')).toBe(many + 2)
  expect(await wrongs(house.kita, crowd, [author, listener])).toEqual([])
  // Its lease held: it closed nobody.
  expect([author, listener].flatMap(({ closedAt }) => closedAt)).toEqual([])
  expect(house.logged(1, 30).filter(({ why }) => why === 'lease over')).toEqual([])
  for (const socket of sockets) socket.end()
  for (const phone of [author, listener]) phone.close()
})

test('[D-03] a gateway that is asked to end drains: its clients come back elsewhere at different times, and nothing is lost', async () => {
  const [first, second] = house.gateways
  const phones = await house.live([paula, paul, ...guardians.slice(0, 8), emre, sami], address.port)
  const crowd = new Crowd(phones.filter(({ member }) => member !== sami))
  // One that never reads must not hold up the end.
  const stuck = await RawSocket.join(first!.port, await house.kita.cookieOf(guardians[20]!))
  stuck.stopReading()
  crowd.talk(phones.slice(0, 4), 100)
  await comesTrue(() => crowd.record.length > 10, 'some has been said')

  const askedAt = performance.now()
  house.signal(0, 'SIGTERM')
  const code = await first!.exited
  const took = Math.round(performance.now() - askedAt)
  address.targets = [second!.port]
  await comesTrue(() => phones.every(({ liveAt }) => liveAt.at(-1)! > askedAt), 'all are back')
  const back = phones.map(({ liveAt }) => Math.round(liveAt.at(-1)! - askedAt)).sort((a, b) => a - b)
  process.stdout.write(`drained: ended after ${took} ms with ${code}; back after ${back.join(', ')} ms\n`)
  expect(code).toBe(0)
  expect(took).toBeLessThan(spreadMs + 2_000)
  expect(back.at(-1)).toBeLessThan(spreadMs + 3_000)
  // Twelve at random within five seconds: all within one of them would be a coincidence of one in a million.
  expect(back.at(-1)! - back[0]!).toBeGreaterThan(1_000)
  const before = crowd.record.length
  await comesTrue(() => crowd.record.length > before + 10, 'they talk on')
  await crowd.fallSilent()
  expect(await wrongs(house.kita, crowd, phones)).toEqual([])
  expect(crowd.refused).toEqual([])
})
