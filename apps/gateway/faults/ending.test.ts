import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { Crowd } from './crowd.ts'
import { House } from './house.ts'
import { emre, guardians, paul, paula, sami } from './kita.ts'
import { Line } from './line.ts'
import { comesTrue, type Phone } from './phone.ts'
import { RawSocket } from './raw-socket.ts'
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

test('two thousand clients that come back at once after a gateway was killed: all are let in, and a comment goes through', async () => {
  const [first, second] = house.gateways.map(({ port }) => port)
  const cookies = await Promise.all(guardians.slice(0, 30).map((member) => house.kita.cookieOf(member)))
  const join = (port: number) =>
    Promise.all(Array.from({ length: many }, (_, n) => RawSocket.join(port, cookies[n % cookies.length]!)))
  const [author, listener] = (await house.live([emre, paula], second!)) as [Phone, Phone]
  const crowd = new Crowd([author, listener])
  const before = await join(first!)
  await house.gateways[0]!.kill()
  await comesTrue(() => before.every(({ closed }) => closed), 'all are cut')
  const killedAt = performance.now()
  const back = join(second!).then((sockets) => ({ sockets, took: Math.round(performance.now() - killedAt) }))
  const said = crowd.say(author)
  const answered = said.then(() => Math.round(performance.now() - killedAt))
  const { sockets, took } = await back
  process.stdout.write(
    `${many} clients at once: all are back after ${took} ms, a comment went through after ${await answered} ms\n`,
  )
  expect(await house.metric(1, 'morgenkreis_sockets')).toBe(many + 2)
  expect(await wrongs(house.kita, crowd, [author, listener])).toEqual([])
  for (const socket of sockets) socket.end()
  for (const phone of [author, listener]) phone.close()
})

test('[D-03] a gateway that is asked to end drains: its clients come back elsewhere at different times, and nothing is lost', async () => {
  await house.restart(0)
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
