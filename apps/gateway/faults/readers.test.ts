import { setTimeout as pause } from 'node:timers/promises'
import { expect, inject, test } from 'vitest'
import { Crowd } from './crowd.ts'
import { delays, say } from './figures.ts'
import { House } from './house.ts'
import { anna, emre, guardians, paul, paula } from './kita.ts'
import { comesTrue, type Phone } from './phone.ts'
import { RawSocket } from './raw-socket.ts'
import { wrongs } from './verdict.ts'

const allowedBytes = 512 * 1024
const goneWithinMs = 15_000
/** 4,000 characters, 12 kB. */
const long = '☼'.repeat(3_950)

test.concurrent(
  'one that does not read: no more than 512 KiB wait, it is gone in 15 s, and others are not harmed',
  async ({ onTestFinished }) => {
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
    expect(most).toBeGreaterThan(300 * 1024)
    expect(most).toBeLessThan(allowedBytes)
    expect(cutAt - lagsAt).toBeLessThan(goneWithinMs)
    expect(
      await wrongs(
        house.kita,
        crowd,
        house.phones.filter((phone) => phone !== leaving),
      ),
    ).toEqual([])
  },
)
