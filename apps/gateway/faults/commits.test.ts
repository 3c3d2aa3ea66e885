import { expect, inject, onTestFinished, test } from 'vitest'
import { Crowd } from './crowd.ts'
import { House, type Fault } from './house.ts'
import { anna, emre, guardians, paul, paula, sami } from './kita.ts'
import { Line } from './line.ts'
import { comesTrue } from './phone.ts'
import { wrongs } from './verdict.ts'

const authors = [paula, paul, ...guardians.slice(0, 4)]
const listeners = [anna, emre, sami]

/** Two gateways behind one address; the first fails, and whoever was there comes back at the other. */
async function stage(fault: Fault) {
  const house = await House.open({ mongodbUri: inject('mongodbUri'), gateways: 2, fault })
  const [first, second] = house.gateways.map(({ port }) => port)
  const line = await Line.to(first!, second!)
  onTestFinished(async () => {
    await house.close()
    await line.close()
  })
  const phones = await house.live([...authors, ...listeners], line.port)
  const crowd = new Crowd(phones.filter(({ member }) => member !== sami))
  return { house, line, phones, crowd }
}

const deaths: [Fault, string][] = [
  ['dies-before-reply', 'between commit and reply'],
  ['dies-before-telling', 'between reply and telling'],
  ['dies-while-telling', 'in the middle of telling'],
]
for (const [fault, when] of deaths) {
  test(`[D-03] a gateway killed ${when}: nothing acknowledged is lost or doubled, order is kept`, async () => {
    const { house, phones, crowd } = await stage(fault)
    crowd.talk(phones.slice(0, authors.length), 50)
    await comesTrue(() => crowd.record.length > 20, 'some has been said')
    house.signal(0, 'SIGUSR2')
    expect(await house.gateways[0]!.exited).toBe(137)
    const before = crowd.record.length
    await comesTrue(() => crowd.record.length > before + 20, 'more is said at the other gateway')
    await crowd.fallSilent()
    expect(await wrongs(house.kita, crowd, phones)).toEqual([])
    expect(crowd.refused).toEqual([])
  })
}
