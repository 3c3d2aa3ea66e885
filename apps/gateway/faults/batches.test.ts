import { newRequest } from '@morgenkreis/client'
import type { Reply } from '@morgenkreis/protocol'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { Crowd } from './crowd.ts'
import { House } from './house.ts'
import { anna, emre, guardians, paul, paula } from './kita.ts'
import { MongoLine } from './mongo-line.ts'
import { comesTrue, type Phone } from './phone.ts'
import { wrongs } from './verdict.ts'

const authors = [paula, paul, ...guardians.slice(0, 4)]

let mongo: MongoLine
let house: House
let phones: Phone[]
let admin: Phone
let crowd: Crowd

beforeAll(async () => {
  mongo = await MongoLine.to(inject('mongodbUri'))
  house = await House.open({ mongodbUri: inject('mongodbUri'), lineUri: mongo.uri, gateways: 2 })
  const [first, second] = house.gateways
  phones = await house.live([...authors, emre], first!.port)
  ;[admin] = (await house.live([anna], second!.port)) as [Phone]
  // The place is remembered after the first comment: from then on nothing but a commit needs MongoDB.
  crowd = new Crowd([...phones, admin])
  await Promise.all(phones.map((phone) => crowd.say(phone)))
})
afterAll(async () => {
  await house.close()
  await mongo.line.close()
})
beforeEach(() => {
  mongo.fates.length = 0
})

type Published = Reply<'comment.publish'>

interface Sending {
  readonly phone: Phone
  readonly acknowledgement: { preview: string; accepted: true }
  readonly request: ReturnType<typeof newRequest>
}

const sending = async (phone: Phone): Promise<Sending> => ({
  phone,
  acknowledgement: await phone.acknowledge(),
  request: newRequest(),
})

async function publish({ phone, acknowledgement, request }: Sending): Promise<Published> {
  const text = `Ein Satz unter ${request}.`
  const sentAt = performance.now()
  const input = { announcement: phone.thread.announcement, text, acknowledgement }
  const reply = await phone.connection.call('comment.publish', { as: phone.member.as, request, input })
  if (reply.ok) crowd.took('comment.published', reply.data.id, text, sentAt)
  return reply
}

/** Sends the first and, while it is being committed, the others: those wait together and share a transaction. */
async function inOneBatch(first: Sending, others: readonly Sending[], meanwhile = () => Promise.resolve()) {
  const held = mongo.holdNextCommit()
  const sent = [publish(first)]
  await held
  sent.push(...others.map(publish))
  await comesTrue(async () => (await house.metric(0, 'morgenkreis_waiting_plans')) === others.length, 'they wait')
  await meanwhile()
  mongo.line.answer()
  return Promise.all(sent)
}

const words = (replies: readonly Published[]) => replies.map((reply) => (reply.ok ? 'stored' : reply.error.code))
const everybody = () => Promise.all(phones.slice(0, 6).map(sending))

test('[D-05] an acknowledgement that is used twice in one batch serves one comment; the others are stored', async () => {
  const [first, second, ...rest] = await everybody()
  const twice = { ...second!, request: newRequest() }
  const before = mongo.commits
  const replies = await inOneBatch(first!, [second!, ...rest, twice])
  expect(words(replies).sort()).toEqual(['acknowledgement-used', ...Array.from({ length: 6 }, () => 'stored')])
  // One transaction for the first, one that was voided by the duplicate (it never gets to its commit), one for the others.
  expect(mongo.commits - before).toBe(2)
  expect(await wrongs(house.kita, crowd, [...phones, admin])).toEqual([])
})

test('[D-05] what the validator refuses in a batch answers `internal` alone; the others are stored', async () => {
  const { db } = house.kita.ground.database.data
  const [{ options }] = (await db!.listCollections({ name: 'comments' }).toArray()) as [{ options: { validator: object } }]
  const all = await everybody()
  const culprit = all[3]!
  const validator = { $and: [options.validator, { author: { $ne: culprit.phone.member.as } }] }
  await db!.command({ collMod: 'comments', validator })
  const replies = await inOneBatch(all[0]!, all.slice(1))
  await db!.command({ collMod: 'comments', validator: options.validator })
  expect(words(replies)).toEqual(['stored', 'stored', 'stored', 'internal', 'stored', 'stored'])
  expect(await wrongs(house.kita, crowd, [...phones, admin])).toEqual([])
})

test('a request that is sent again while it is in a batch is one thing, with one reply', async () => {
  const [first, second, third] = await everybody()
  const input = { announcement: second!.phone.thread.announcement, text: 'Doppelt.', acknowledgement: second!.acknowledgement }
  const call = { as: second!.phone.member.as, request: second!.request, input }
  const sentAt = performance.now()
  const held = mongo.holdNextCommit()
  const begun = publish(first!)
  await held
  const twice = [second!.phone.connection.call('comment.publish', call), second!.phone.connection.call('comment.publish', call)]
  const other = publish(third!)
  await comesTrue(async () => (await house.metric(0, 'morgenkreis_waiting_plans')) === 3, 'they wait')
  mongo.line.answer()
  const [one, two] = await Promise.all(twice)
  expect(one).toEqual(two)
  expect(words([await begun, await other])).toEqual(['stored', 'stored'])
  if (one!.ok) crowd.took('comment.published', one!.data.id, 'Doppelt.', sentAt)
  expect(await wrongs(house.kita, crowd, [...phones, admin])).toEqual([])
})

test('an unknown commit result is looked up: stored once and answered, whether it had arrived or not', async () => {
  for (const fate of ['arrives-then-breaks', 'breaks'] as const) {
    const [first, ...others] = await everybody()
    const held = mongo.holdNextCommit()
    // The driver asks again by itself once; and then nobody comes through for a while.
    mongo.fates.push(fate, 'breaks', 'breaks')
    const sent = [publish(first!)]
    await held
    sent.push(...others.map(publish))
    await comesTrue(async () => (await house.metric(0, 'morgenkreis_waiting_plans')) === others.length, 'they wait')
    mongo.line.answer()
    expect(words(await Promise.all(sent))).toEqual(Array.from({ length: 6 }, () => 'stored'))
    expect(await wrongs(house.kita, crowd, [...phones, admin])).toEqual([])
  }
})

test('an unknown commit result, of which another gateway meanwhile stored a part: everybody gets an answer, once', async () => {
  const [first, second, third] = await everybody()
  const held = mongo.holdNextCommit()
  mongo.fates.push('breaks', 'breaks')
  const sent = [publish(first!)]
  await held
  sent.push(publish(second!), publish(third!))
  await comesTrue(async () => (await house.metric(0, 'morgenkreis_waiting_plans')) === 2, 'they wait')
  expect(words(await Promise.all(sent))).toEqual(['stored', 'stored', 'stored'])
})

test('[K-35] a plan decided before its author was removed is not stored with plans decided after', async () => {
  const [first, leaving, after] = await everybody()
  const [reply] = await Promise.all([
    inOneBatch(first!, [leaving!], async () => {
      // The other gateway removes the author; this one has seen it when that is answered.
      await crowd.remove(admin, leaving!.phone)
      const late = publish(after!)
      await comesTrue(async () => (await house.metric(0, 'morgenkreis_waiting_plans')) === 2, 'both wait')
      void late
    }),
  ])
  expect(words(reply)).toEqual(['stored', 'no-membership'])
  expect(await wrongs(house.kita, crowd, [...phones, admin])).toEqual([])
})
