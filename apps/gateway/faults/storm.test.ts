import { setTimeout as pause } from 'node:timers/promises'
import { startRedis } from '@morgenkreis/sandbox'
import { expect, inject, onTestFinished, test } from 'vitest'
import { Crowd } from './crowd.ts'
import { House } from './house.ts'
import { anna, emre, guardians, paul, paula, sami } from './kita.ts'
import { Line } from './line.ts'
import { MongoLine } from './mongo-line.ts'
import { type Phone } from './phone.ts'
import { wrongs } from './verdict.ts'

const lastsMs = Number(process.env['STORM_SECONDS'] ?? 10) * 1_000

test.skipIf(inject('redisUrl') === null)(
  '[D-03, K-35, K-85, I1, I2, I3, I4, I5] one fault after the other, by chance: nothing is lost, doubled, misordered or overheard',
  async () => {
    const uri = inject('mongodbUri')
    const redis = await startRedis()
    const lines = [await MongoLine.to(uri), await MongoLine.to(uri)]
    const house = await House.open({ mongodbUri: uri, redisUrl: redis.url, gateways: 2, lines })
    const addresses = [
      await Line.to(...house.gateways.map(({ port }) => port)),
      await Line.to(...house.gateways.map(({ port }) => port).reverse()),
    ]
    onTestFinished(async () => {
      await house.close()
      for (const address of addresses) await address.close()
      await redis.kill()
    })
    const talkers = [paula, paul, ...guardians.slice(0, 8)]
    const one = await house.live(talkers.slice(0, 5), addresses[0]!.port)
    const two = await house.live([...talkers.slice(5), emre, sami], addresses[1]!.port)
    const [admin] = (await house.live([anna], addresses[0]!.port)) as [Phone]
    const leaving = await house.live(guardians.slice(8, 16), addresses[1]!.port)
    const crowd = new Crowd(house.phones.filter(({ member }) => member !== sami))
    const fates = ['arrives-then-breaks', 'breaks', 'waits-for-answer'] as const

    const faults: Record<string, () => Promise<unknown>> = {
      async 'a gateway is killed'() {
        const n = crowd.below(2)
        await house.gateways[n]!.kill()
        await pause(crowd.below(1_000))
        await house.restart(n)
      },
      async 'a gateway stands still'() {
        const n = crowd.below(2)
        house.signal(n, 'SIGSTOP')
        await pause(crowd.below(3_000))
        house.signal(n, 'SIGCONT')
      },
      async 'commits break'() {
        const n = crowd.below(2)
        for (let left = crowd.below(6); left >= 0; left -= 1) lines[n]!.fates.push(fates[crowd.below(3)]!)
        await pause(crowd.below(1_500))
        lines[n]!.fates.length = 0
        lines[n]!.line.answer()
      },
      async 'MongoDB cannot be reached'() {
        const { line } = lines[crowd.below(2)]!
        line.refuses = true
        line.cut()
        await pause(crowd.below(2_000))
        line.refuses = false
      },
      async 'MongoDB is silent'() {
        const { line } = lines[crowd.below(2)]!
        line.flow = { there: 'stands', back: 'stands' }
        await pause(crowd.below(2_000))
        line.flow = { there: 'flows', back: 'flows' }
      },
      async 'phones drop off'() {
        addresses[crowd.below(2)]!.cut()
        await pause(300)
      },
      async 'replies are lost'() {
        const address = addresses[crowd.below(2)]!
        address.flow = { back: 'vanishes' }
        await pause(crowd.below(400))
        address.cut()
        address.flow = { back: 'flows' }
      },
      async 'Redis is gone'() {
        await redis.kill()
        await pause(crowd.below(1_000))
        await redis.restart()
      },
      async 'a member is removed'() {
        const phone = leaving.pop()
        if (phone !== undefined) await crowd.remove(admin, phone)
      },
    }
    crowd.talk(
      [...one, ...two].filter(({ member }) => talkers.includes(member)),
      50,
    )
    const names = Object.keys(faults)
    const happened: string[] = []
    for (const until = performance.now() + lastsMs; performance.now() < until;) {
      const name = names[crowd.below(names.length)]!
      happened.push(name)
      await faults[name]!()
    }
    await crowd.fallSilent()
    const found = await wrongs(house.kita, crowd, house.phones)
    process.stdout.write(
      `a storm with seed ${crowd.seed}: ${crowd.record.length} acknowledged, ${happened.length} faults\n`,
    )
    expect(found.length === 0 ? [] : [happened, ...found]).toEqual([])
    expect(crowd.refused).toEqual([])
    for (const n of [0, 1]) expect(house.logged(n).filter(({ msg }) => msg === 'defect')).toEqual([])
  },
)
