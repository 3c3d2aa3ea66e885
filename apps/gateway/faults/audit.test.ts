import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { verifyAudit } from '../src/shell/audit/verify.ts'
import { Crowd } from './crowd.ts'
import { House } from './house.ts'
import { guardians, paul, paula } from './kita.ts'
import { Line } from './line.ts'
import { comesTrue, type Phone } from './phone.ts'

let house: House
let address: Line
let phones: Phone[]
let crowd: Crowd

beforeAll(async () => {
  house = await House.open({ mongodbUri: inject('mongodbUri'), gateways: 2 })
  const [first, second] = house.gateways
  address = await Line.to(first!.port, second!.port)
  phones = await house.live([paula, paul, ...guardians.slice(0, 4)], address.port)
  crowd = new Crowd(phones)
})
afterAll(async () => {
  await house.close()
  await address.close()
})

const numbers = async (what: 'audit' | 'journal') => {
  const rows = house.kita.ground.database.data.collection<{ stream: string; n: number }>(what)
  const found = await rows.find().toArray()
  return found.map(({ stream, n }) => `${stream} ${String(n).padStart(6, '0')}`).sort()
}

test('[K-72, K-73] gateways killed one after the other in the middle of linking: every row is linked once, and the chain holds', async () => {
  crowd.talk(phones, 20)
  for (const n of [0, 1, 0, 1]) {
    const before = crowd.record.length
    await comesTrue(() => crowd.record.length > before + 15, 'some has been said')
    house.signal(n, 'SIGKILL')
    await house.restart(n)
    for (const phone of phones) phone.hurry()
  }
  await crowd.fallSilent()
  await comesTrue(
    async () => (await numbers('audit')).length === (await numbers('journal')).length,
    'everything is linked',
    30_000,
  )
  expect(await numbers('audit')).toEqual(await numbers('journal'))
  const { links, lost, broken } = await verifyAudit(house.kita.ground)
  expect({ lost, broken }).toEqual({ lost: 0, broken: null })
  expect(links).toBeGreaterThanOrEqual(crowd.record.length)
})
