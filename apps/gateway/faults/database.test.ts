import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startMongod, type Mongod } from '@morgenkreis/sandbox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Crowd } from './crowd.ts'
import { House } from './house.ts'
import { anna, emre, guardians, paul, paula, sami } from './kita.ts'
import { comesTrue, type Phone } from './phone.ts'
import { wrongs } from './verdict.ts'

let folder: string
let mongod: Mongod
let house: House
let phones: Phone[]
let crowd: Crowd

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'morgenkreis-mongod-'))
  mongod = await startMongod({ dbPath: folder })
  house = await House.open({ mongodbUri: mongod.uri, gateways: 2 })
  const [first, second] = house.gateways
  phones = await house.live([paula, paul, ...guardians.slice(0, 2), anna], first!.port)
  phones.push(...(await house.live([...guardians.slice(2, 6), emre, sami], second!.port)))
  crowd = new Crowd(phones.filter(({ member }) => member !== sami))
})
afterAll(async () => {
  await house.close()
  await mongod.kill()
  await rm(folder, { recursive: true, force: true })
})

/** On both gateways everybody talks, while something happens to MongoDB. */
async function underLoad(what: () => Promise<void>): Promise<void> {
  const before = crowd.record.length
  crowd.talk(
    phones.filter(({ member }) => ![anna, emre, sami].includes(member)),
    100,
  )
  await comesTrue(() => crowd.record.length > before + 10, 'some has been said')
  await what()
  const after = crowd.record.length
  await comesTrue(() => crowd.record.length > after + 10, 'more is said')
  await crowd.fallSilent()
  expect(await wrongs(house.kita, crowd, phones)).toEqual([])
  expect(crowd.refused).toEqual([])
}

interface Status {
  transactions: { totalAborted: number }
}

async function conflicts(): Promise<number> {
  const status = (await house.kita.ground.database.data.db!.command({ serverStatus: 1 })) as Status & object
  return status.transactions.totalAborted
}

test('[I1, I4] conflicts of two gateways that commit in one stream: nothing is lost, and the numbers stay dense', async () => {
  const before = await conflicts()
  await underLoad(() => pause(2_000))
  const met = (await conflicts()) - before
  process.stdout.write(`two gateways in one stream: ${met} conflicts, ${crowd.record.length} acknowledged\n`)
  expect(met).toBeGreaterThan(0)
})

test('[K-85, I1, I2] MongoDB killed and restarted under load: nothing acknowledged is lost or doubled, and order is kept', async () => {
  await underLoad(async () => {
    await mongod.kill()
    mongod = await startMongod({ dbPath: folder })
  })
})

test('[I1, I2] MongoDB frozen for three seconds under load: nothing acknowledged is lost or doubled, and order is kept', async () => {
  await underLoad(async () => {
    process.kill(mongod.pid, 'SIGSTOP')
    await pause(3_000)
    process.kill(mongod.pid, 'SIGCONT')
  })
})

test('[K-85, I1, I2] the primary steps down under load: nothing acknowledged is lost or doubled, and order is kept', async () => {
  await underLoad(async () => {
    const { db } = house.kita.ground.database.data
    // A set of one elects itself again.
    await db!.admin().command({ replSetStepDown: 2, force: true })
  })
})

test('no gateway took any of that for a defect of its own', () => {
  for (const n of [0, 1]) expect(house.logged(n).filter(({ msg }) => msg === 'defect')).toEqual([])
})
