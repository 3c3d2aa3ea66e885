import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { Crowd } from './crowd.ts'
import { House, type Fault } from './house.ts'
import { anna, emre, guardians, paul, paula, sami } from './kita.ts'
import { Line } from './line.ts'
import { MongoLine } from './mongo-line.ts'
import { comesTrue, type Phone } from './phone.ts'
import { wrongs } from './verdict.ts'

const authors = [paula, paul, ...guardians.slice(0, 4)]
const listeners = [anna, emre, sami]

let mongo: MongoLine
let house: House
/** Two gateways behind one address: whoever was at the first, when it dies, comes back at the other. */
let address: Line
let phones: Phone[]
let crowd: Crowd

beforeAll(async () => {
  mongo = await MongoLine.to(inject('mongodbUri'))
  house = await House.open({ mongodbUri: inject('mongodbUri'), lines: [mongo], gateways: 2 })
  const [first, second] = house.gateways
  address = await Line.to(first!.port, second!.port)
  phones = await house.live([...authors, ...listeners], address.port)
  crowd = new Crowd(phones.filter(({ member }) => member !== sami))
})
afterAll(async () => {
  await house.close()
  await address.close()
})

/** The first gateway is there, with a fault, and everybody is on it. */
async function gather(fault?: Fault): Promise<void> {
  await house.restart(0, fault)
  address.cut()
  for (const phone of phones) phone.hurry()
  await comesTrue(async () => (await house.metric(0, 'morgenkreis_sockets')) === phones.length, 'all are there')
}

const talkers = () => phones.slice(0, authors.length)
const settled = async () => {
  await crowd.fallSilent()
  expect(await wrongs(house.kita, crowd, phones)).toEqual([])
  expect(crowd.refused).toEqual([])
}

const deaths: [string, Fault][] = [
  ['between commit and reply', 'dies-before-reply'],
  ['between reply and telling', 'dies-before-telling'],
  ['in the middle of telling', 'dies-while-telling'],
]
test.each(deaths)(
  '[K-85, I1, I2] a gateway killed %s: nothing is lost or doubled, and order is kept',
  async (_when, fault) => {
    await gather(fault)
    const before = crowd.record.length
    crowd.talk(talkers(), 50)
    await comesTrue(() => crowd.record.length > before + 10, 'some has been said')
    house.signal(0, 'SIGUSR2')
    expect(await house.gateways[0]!.exited).toBe(137)
    const after = crowd.record.length
    await comesTrue(() => crowd.record.length > after + 10, 'more is said at the other gateway')
    await settled()
  },
)

test('[K-85, I1] a gateway killed in the middle of a transaction: its streams can be written again after seconds', async () => {
  await gather()
  mongo.fates.push(...Array.from({ length: 100 }, () => 'breaks' as const))
  const before = mongo.commits
  crowd.talk(talkers(), 50)
  await comesTrue(() => mongo.commits > before, 'a transaction waits for its commit')
  await house.gateways[0]!.kill()
  const killedAt = performance.now()
  mongo.fates.length = 0
  const said = crowd.record.length
  await comesTrue(() => crowd.record.length > said + 10, 'more is said at the other gateway')
  const after = Math.round(performance.now() - killedAt)
  process.stdout.write(`killed in the middle of a transaction: others write again after ${after} ms\n`)
  expect(after).toBeLessThan(8_000)
  await settled()
})

test('[I1, I2] a clock that jumps back by an hour: nothing is lost, order is kept; what was acknowledged later is asked for anew', async () => {
  await gather('clock-jumps-back')
  const before = crowd.record.length
  crowd.talk(talkers(), 50)
  await comesTrue(() => crowd.record.length > before + 10, 'some has been said')
  house.signal(0, 'SIGUSR2')
  const after = crowd.record.length
  await comesTrue(() => crowd.record.length > after + 20, 'more is said')
  await crowd.fallSilent()
  expect(crowd.refused.splice(0).filter(({ code }) => code !== 'acknowledgement-stale')).toEqual([])
  await settled()
})

test('[I3] a reply that is lost is asked for again, and is the same; the comment is there once', async () => {
  const author = phones[0]!
  const acknowledgement = await author.acknowledge()
  const before = await house.kita.ground.journal.journal.model.countDocuments()
  address.flow = { back: 'vanishes' }
  const sentAt = performance.now()
  const text = 'Nur die Antwort geht verloren.'
  const reply = author.send(text, acknowledgement)
  const stored = async () => (await house.kita.ground.journal.journal.model.countDocuments()) > before
  await comesTrue(stored, 'it is stored')
  address.flow = { back: 'flows' }
  address.cut()
  const answer = await reply
  if (answer.ok && 'text' in answer.data) crowd.took('comment.published', answer.data.id, text, sentAt)
  expect(answer).toMatchObject({ ok: true, data: { text } })
  await settled()
})

test('[K-35] a removal whose reply is lost is asked for again, and answers that it was done', async () => {
  const admin = phones.find(({ member }) => member === anna)!
  const leaving = phones[3]!
  const membership = leaving.member.as
  const memberships = house.kita.ground.roster.memberships.model
  address.flow = { back: 'vanishes' }
  const removed = crowd.remove(admin, leaving)
  await comesTrue(async () => (await memberships.findById(membership).lean())!.endedAt !== null, 'it is stored')
  address.flow = { back: 'flows' }
  address.cut()
  await removed
  expect(await wrongs(house.kita, crowd, phones)).toEqual([])
})
