import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { CommentId } from '@morgenkreis/protocol'
import { startRedis, type Redis } from '@morgenkreis/sandbox'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { Crowd } from './crowd.ts'
import { delays, quantile, say } from './figures.ts'
import { House } from './house.ts'
import { anna, emre, frieda, guardians, olga, paul, paula, sami } from './kita.ts'
import { comesTrue, type Phone } from './phone.ts'
import { wrongs } from './verdict.ts'

const missing = inject('redisUrl') === null
const withRedisMs = 300
const withoutRedisMs = 2_500

let redis: Redis
let house: House
let crowd: Crowd
/** On the first gateway. */
let talkers: Phone[]
/** On the second gateway. */
let listener: Phone
let leaving: Phone[]
let admin: Phone

beforeAll(async () => {
  if (missing) return
  redis = await startRedis()
  house = await House.open({ mongodbUri: inject('mongodbUri'), redisUrl: redis.url, gateways: 2 })
  const [first, second] = house.gateways.map(({ port }) => port)
  talkers = await house.live([paula, paul, ...guardians.slice(0, 4)], first!)
  ;[listener, admin] = (await house.live([emre, anna, sami, olga, frieda], second!)) as [Phone, Phone]
  // Somebody with a phone on each gateway.
  const twice = guardians.slice(4, 24)
  leaving = [...(await house.live(twice, first!)), ...(await house.live(twice, second!))]
  const foreign = [sami, olga]
  crowd = new Crowd(house.phones.filter(({ member }) => !foreign.includes(member)))
}, 60_000)
afterAll(async () => {
  if (missing) return
  await house.close()
  await redis.kill()
})

const verdict = () => wrongs(house.kita, crowd, house.phones)

/** Everybody on the first gateway talks meanwhile; answers what was said. */
async function talking(what: () => Promise<unknown>, who = talkers) {
  const before = crowd.record.length
  crowd.talk(who, 150)
  await what()
  await crowd.fallSilent()
  const said = crowd.record.slice(before).filter(({ text }) => text !== null)
  await comesTrue(() => delays(said, listener).every(Number.isFinite), 'all is heard')
  return said
}

/** Removes a person with a phone on each gateway; answers how long the reply and the closing of both took. */
async function remove(n: number) {
  const both = leaving.filter(({ member }) => member === leaving[n]!.member)
  const sentAt = performance.now()
  const reply = await crowd.remove(admin, both[0]!)
  both[1]!.removedAt = both[0]!.removedAt
  await comesTrue(() => both.every(({ closedAt }) => closedAt.length > 0), 'both are closed')
  return { reply, closed: Math.max(...both.map(({ closedAt }) => closedAt[0]!)) - sentAt }
}

test.skipIf(missing)('[D-03] what one gateway stores the members of the other hear, and nobody else', async () => {
  const said = await talking(() => pause(3_000))
  const sorted = delays(said, listener)
  say('crossing with Redis, after the reply', sorted)
  expect(quantile(sorted, 0.9)).toBeLessThan(withRedisMs)
  expect(await verdict()).toEqual([])
})

test.skipIf(missing)('[D-03, D-08] what is removed leaves the screens on both gateways within a second', async () => {
  const said = await talking(() => pause(1_500))
  const removed = new Set<string>()
  for (const { ref } of said.slice(0, 20)) {
    const sentAt = performance.now()
    await admin.change('comment.remove', { comment: ref as CommentId })
    crowd.took('comment.removed', ref, null, sentAt)
    removed.add(ref)
  }
  expect(removed.size).toBeGreaterThan(5)
  const removals = crowd.record.filter(({ event, ref }) => event === 'comment.removed' && removed.has(ref))
  for (const phone of [talkers[0]!, listener]) {
    const isGone = (ref: string) => phone.thread.items.some((one) => one.id === ref && 'gone' in one)
    await comesTrue(() => [...removed].every(isGone), 'all of it is gone')
    const sorted = delays(removals, phone)
    say(`removed until it was gone at ${phone.member.who}, after the reply`, sorted)
    expect(quantile(sorted, 1)).toBeLessThan(1_000)
  }
  expect(await verdict()).toEqual([])
})

test.skipIf(missing)(
  '[D-03, K-35] a removed member is cut on both gateways: nothing is delivered after the reply',
  async () => {
    const closed: number[] = []
    const replied: number[] = []
    await talking(
      async () => {
        for (let n = 0; n < 15; n += 1) {
          const took = await remove(n)
          closed.push(took.closed)
          replied.push(took.reply)
        }
      },
      talkers.slice(0, 2),
    )
    say(
      'removal until both sockets are closed',
      closed.sort((a, b) => a - b),
    )
    say(
      'removal until its reply',
      replied.sort((a, b) => a - b),
    )
    // The goal is a p99 of 250 ms on a machine of its own; here the tests, two gateways and the databases share one.
    expect(quantile(closed, 0.99)).toBeLessThan(1_000)
    expect(await verdict()).toEqual([])
  },
)

test.skipIf(missing)('[D-03, I5] Redis carries wake-ups and no content: no word, no name', async () => {
  const canary = 'Kanarienvogel'
  let heard = ''
  const monitor = connect({ port: redis.port, host: '127.0.0.1' }, () => monitor.write('MONITOR\r\n'))
  monitor.on('data', (chunk) => (heard += String(chunk)))
  await comesTrue(() => heard.includes('+OK'), 'the monitor listens')
  await crowd.say(talkers[0]!, canary)
  await comesTrue(() => heard.includes('publish') || heard.includes('PUBLISH'), 'a wake-up passes')
  await talking(() => pause(500))
  monitor.destroy()
  expect(heard).toContain(':families')
  for (const secret of [canary, 'Wer bringt', 'Tannhof', 'Sonnengruppe', 'comment']) expect(heard).not.toContain(secret)
})

test.skipIf(missing)(
  '[D-03, K-35, K-85] Redis killed for ten seconds: all is heard, a member is cut, and it finds back by itself',
  async () => {
    const said = await talking(async () => {
      await redis.kill()
      await pause(1_000)
      const took = await remove(15)
      process.stdout.write(`removal without Redis: closed after ${Math.round(took.closed)} ms\n`)
      expect(took.closed).toBeLessThan(10_000)
      await pause(8_000)
    })
    const sorted = delays(said, listener)
    say('crossing without Redis, after the reply', sorted)
    expect(sorted.at(-1)).toBeLessThan(withoutRedisMs)
    await redis.restart()
    await foundBack()
    expect(await verdict()).toEqual([])
  },
)

test.skipIf(missing)(
  '[D-03, K-35] Redis frozen: all is heard, a member is cut, nothing stale comes out of it; flushed: nothing is missed',
  async () => {
    const said = await talking(async () => {
      redis.freeze()
      await pause(500)
      expect((await remove(16)).closed).toBeLessThan(10_000)
      await pause(3_000)
      redis.thaw()
    })
    expect(delays(said, listener).at(-1)).toBeLessThan(withoutRedisMs)
    await foundBack()
    const flush = connect({ port: redis.port, host: '127.0.0.1' }, () => flush.end('FLUSHALL\r\n'))
    const after = await talking(() => pause(1_000))
    expect(quantile(delays(after, listener), 0.5)).toBeLessThan(withRedisMs)
    expect(await verdict()).toEqual([])
  },
)

/** Wake-ups cross again. */
async function foundBack(): Promise<void> {
  const restartedAt = performance.now()
  await comesTrue(async () => {
    const said = await talking(() => pause(300))
    return quantile(delays(said, listener), 0.5) < 150
  }, 'wake-ups cross again')
  process.stdout.write(`Redis is back: wake-ups cross after ${Math.round(performance.now() - restartedAt)} ms\n`)
}
