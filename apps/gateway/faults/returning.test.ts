import { setTimeout as pause } from 'node:timers/promises'
import { longestCatchUp } from '@morgenkreis/protocol'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { Crowd } from './crowd.ts'
import { delays, say } from './figures.ts'
import { House } from './house.ts'
import { anna, emre, guardians, paul, paula } from './kita.ts'
import { Line } from './line.ts'
import { comesTrue, type Phone } from './phone.ts'
import { RawSocket } from './raw-socket.ts'
import { wrongs } from './verdict.ts'

const allowedBytes = 512 * 1024
const goneWithinMs = 15_000
/** 4,000 characters, 12 kB. */
const long = '☼'.repeat(3_950)

let house: House
let shaky: Line
let dead: Line
let talkers: Phone[]
let wandering: Phone
let sleeping: Phone
let halfOpen: Phone
let halfOpenAt: number
let crowd: Crowd

beforeAll(async () => {
  house = await House.open({ mongodbUri: inject('mongodbUri') })
  const { port } = house.gateways[0]!
  shaky = await Line.to(port)
  dead = await Line.to(port)
  talkers = await house.live([...guardians.slice(0, 12), emre], port)
  ;[wandering] = (await house.live([paula], shaky.port)) as [Phone]
  ;[sleeping] = (await house.live([paul], port)) as [Phone]
  ;[halfOpen] = (await house.live([guardians[12]!], dead.port)) as [Phone]
  crowd = new Crowd(house.phones)
  // The far end is gone, and nobody said so: it takes the longest, so it begins here.
  dead.deaden()
  halfOpenAt = performance.now()
})
afterAll(async () => {
  await house.close()
  await Promise.all([shaky.close(), dead.close()])
})

const rereads = (phone: Phone) => phone.entries.filter(({ kind }) => kind === 'reread').length

test('[I2] a phone that drops off and returns reads on from its cursor', async () => {
  const before = rereads(wandering)
  crowd.talk(talkers.slice(0, 4), 50)
  await pause(300)
  shaky.refuses = true
  shaky.cut()
  await pause(1_500)
  shaky.refuses = false
  wandering.hurry()
  await wandering.live()
  await pause(300)
  // And now the page is closed and opened again, with what it showed.
  wandering.close()
  await pause(500)
  await wandering.open(shaky.port).live()
  await crowd.fallSilent()
  expect(await wrongs(house.kita, crowd, [wandering, ...talkers])).toEqual([])
  expect(rereads(wandering)).toBe(before)
})

test('[I2] a connection of which only one half is left: what is sent goes another way, and what is told is heard in the end', async () => {
  expect(await crowd.say(halfOpen, 'Ist da jemand?')).toBe(true)
  process.stdout.write(`half-open: sent by another way after ${Math.round(performance.now() - halfOpenAt)} ms\n`)
})

test('[I2, I9] a phone that was away for more than 500 events drops its state and reads afresh', async () => {
  const before = rereads(sleeping)
  sleeping.close()
  const enough = crowd.record.length + longestCatchUp + 10
  const talkOn = async (phone: Phone) => {
    while (crowd.record.length < enough) await crowd.say(phone)
  }
  await Promise.all(talkers.map(talkOn))
  await sleeping.open(house.gateways[0]!.port).live()
  await comesTrue(() => rereads(sleeping) > before, 'it reads afresh')
  expect(await wrongs(house.kita, crowd, [sleeping, ...talkers.slice(0, 2)])).toEqual([])
})

test('[I8, K-35] one that does not read: no more than 512 KiB wait, it is gone in 15 s, and others are not harmed', async ({
  onTestFinished,
}) => {
  const house = await House.open({ mongodbUri: inject('mongodbUri') })
  onTestFinished(() => house.close())
  const { port } = house.gateways[0]!
  const talkers = await house.live(guardians.slice(0, 12), port)
  const [listener, admin] = (await house.live([emre, anna], port)) as [Phone, Phone]
  const crowd = new Crowd(house.phones)
  const stuck = await RawSocket.join(port, await house.kita.cookieOf(paul))
  const removed = await RawSocket.join(port, await house.kita.cookieOf(paula))
  for (const raw of [stuck, removed]) raw.stopReading()

  // What the systems hold between them for somebody who was removed is not delivered any more.
  for (let n = 0; n < 40; n += 1) await crowd.say(talkers[n % 12]!, long)
  await crowd.say(talkers[0]!, 'Kanarienvogel')
  const leaving = await house.phone(paula)
  await crowd.remove(admin, leaving)
  removed.read()
  await comesTrue(() => removed.closed, 'the removed reader is cut')
  expect(removed.heard).not.toContain('Kanarienvogel')

  let most = 0
  let cutAt = 0
  const lagging = () => house.logged(0, 30).find(({ msg }) => msg === 'a reader lags')
  const cut = () => house.logged(0, 30).find(({ why }) => why === 'stuck reader')
  const watch = async () => {
    for (; cutAt === 0; await pause(25)) {
      most = Math.max(most, await house.metric(0, 'morgenkreis_most_waiting_bytes'))
      if (cut() !== undefined) cutAt = performance.now()
    }
  }
  const before = crowd.record.length
  const watching = watch()
  const flood = async (phone: Phone) => {
    while (lagging() === undefined) await crowd.say(phone, long)
  }
  await Promise.all(talkers.map(flood))
  const lagsAt = performance.now()
  // It asks on and on, too.
  const asks = setInterval(() => {
    const input = { announcement: house.kita.announcement }
    stuck.write(`42${Math.floor(Math.random() * 1e6)}${JSON.stringify(['comment.list', { as: paul.as, input }])}`)
  }, 20)
  await watching
  clearInterval(asks)
  process.stdout.write(
    `a stuck reader: at most ${most} bytes waited, gone ${Math.round(cutAt - lagsAt)} ms after it lagged\n`,
  )
  say('others hear meanwhile, after the reply', delays(crowd.record.slice(before), listener))
  expect(most).toBeGreaterThan(200 * 1024)
  expect(most).toBeLessThan(allowedBytes)
  expect(cutAt - lagsAt).toBeLessThan(goneWithinMs)
  expect(await wrongs(house.kita, crowd, [...talkers, listener, admin])).toEqual([])
})

test('[I2] a half-open connection is noticed, and all is heard that was told meanwhile', async () => {
  await comesTrue(() => halfOpen.closedAt.length > 0, 'it is noticed', 60_000)
  process.stdout.write(`half-open: noticed after ${Math.round(performance.now() - halfOpenAt)} ms\n`)
  expect(await wrongs(house.kita, crowd, [halfOpen])).toEqual([])
})
