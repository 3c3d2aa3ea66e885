import { httpDoor, newRequest, type Door } from '@morgenkreis/client'
import type { Reply } from '@morgenkreis/protocol'
import { setTimeout as pause } from 'node:timers/promises'
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
  house = await House.open({ mongodbUri: inject('mongodbUri'), lines: [mongo], gateways: 2 })
  const [first, second] = house.gateways
  phones = await house.live([...authors, emre], first!.port)
  ;[admin] = (await house.live([anna], second!.port)) as [Phone]
  // The place is remembered after the first comment: from then on nothing but a commit needs MongoDB.
  crowd = new Crowd([...phones, admin])
  await Promise.all(phones.map((phone) => crowd.say(phone)))
})
afterAll(async () => {
  await house.close()
})
beforeEach(() => {
  mongo.fates.length = 0
  mongo.confirmations.length = 0
})

type Published = Reply<'comment.publish'>

interface Sending {
  readonly phone: Phone
  readonly acknowledgement: { preview: string; accepted: true }
  readonly request: ReturnType<typeof newRequest>
  /** By way of another gateway than its phone's. */
  readonly door?: Door
}

const sending = async (phone: Phone): Promise<Sending> => ({
  phone,
  acknowledgement: await phone.acknowledge(),
  request: newRequest(),
})

async function publish({ phone, acknowledgement, request, door = phone.connection }: Sending): Promise<Published> {
  const text = `Ein Satz unter ${request}.`
  const sentAt = performance.now()
  const input = { announcement: phone.thread.announcement, text, acknowledgement }
  const reply = await door.call('comment.publish', { as: phone.member.as, request, input })
  if (reply.ok) crowd.took('comment.published', reply.data.id, text, sentAt)
  return reply
}

const waiting = (many: number) =>
  comesTrue(async () => (await house.metric(0, 'morgenkreis_waiting_plans')) === many, `${many} plans wait`)

/** Sends the first and, while it is being committed, the others: those wait together and share a transaction. */
async function inOneBatch(first: Sending, others: readonly Sending[]) {
  const held = mongo.holdNextCommit()
  const sent = [publish(first)]
  await held
  sent.push(...others.map(publish))
  await waiting(others.length)
  mongo.line.answer()
  return Promise.all(sent)
}

const words = (replies: readonly Published[]) => replies.map((reply) => (reply.ok ? 'stored' : reply.error.code))
const everybody = () => Promise.all(phones.slice(0, 6).map(sending))

test('[D-05, I1] an acknowledgement that is used twice in one batch serves one comment; the others are stored', async () => {
  const [first, second, ...rest] = await everybody()
  const twice = { ...second!, request: newRequest() }
  const before = mongo.taken
  const replies = await inOneBatch(first!, [second!, ...rest, twice])
  expect(words(replies).sort()).toEqual(['acknowledgement-used', ...Array.from({ length: 6 }, () => 'stored')])
  // One transaction for the first, one that was voided by the duplicate (it never gets to its commit), one for the others.
  expect(mongo.taken - before).toBe(2)
  expect(await wrongs(house.kita, crowd, [...phones, admin])).toEqual([])
})

test('[I1, I2, I11] what is not confirmed is not acknowledged, and what follows it waits its turn', async () => {
  const [first, second, listener] = await everybody()
  const both = [first!.request, second!.request]
  const told = () =>
    listener!.phone.entries.flatMap((entry) =>
      entry.kind === 'told' ? both.filter((request) => entry.text?.includes(request)) : [],
    )
  const held = mongo.holdNextConfirmation()
  const answered: string[] = []
  const send = async (sending: Sending) => {
    const [word] = words([await publish(sending)])
    answered.push(word!)
  }
  const before = mongo.taken
  const sent = [send(first!)]
  await held
  sent.push(send(second!))
  await comesTrue(() => mongo.taken === before + 2, 'the second is stored behind the first')
  await pause(300)
  expect(answered).toEqual([])
  mongo.line.answer()
  await Promise.all(sent)
  expect(answered).toEqual(['stored', 'stored'])
  await comesTrue(() => told().length === 2, 'both are told')
  expect(told()).toEqual(both)
  expect(await wrongs(house.kita, crowd, [...phones, admin])).toEqual([])
})

test('[D-05] what the validator refuses in a batch answers `internal` alone; the others are stored', async () => {
  const { db } = house.kita.ground.database.data
  const [found] = await db!.listCollections({ name: 'comments' }).toArray()
  const usual: object = found !== undefined && 'options' in found ? found.options?.['validator'] : {}
  expect(usual).toHaveProperty(['proof.preview'])
  const all = await everybody()
  const culprit = all[3]!
  const validator = { $and: [usual, { author: { $ne: culprit.phone.member.as } }] }
  await db!.command({ collMod: 'comments', validator })
  const replies = await inOneBatch(all[0]!, all.slice(1))
  await db!.command({ collMod: 'comments', validator: usual })
  expect(words(replies)).toEqual(['stored', 'stored', 'stored', 'internal', 'stored', 'stored'])
  expect(await wrongs(house.kita, crowd, [...phones, admin])).toEqual([])
})

test('[I3] a request that is sent again while it is in a batch is one thing, with one reply', async () => {
  const [first, second, third] = await everybody()
  const input = {
    announcement: second!.phone.thread.announcement,
    text: 'Doppelt.',
    acknowledgement: second!.acknowledgement,
  }
  const call = { as: second!.phone.member.as, request: second!.request, input }
  const sentAt = performance.now()
  const held = mongo.holdNextCommit()
  const begun = publish(first!)
  await held
  const twice = [
    second!.phone.connection.call('comment.publish', call),
    second!.phone.connection.call('comment.publish', call),
  ]
  const other = publish(third!)
  await waiting(3)
  mongo.line.answer()
  const [one, two] = await Promise.all(twice)
  expect(one).toEqual(two)
  expect(words([await begun, await other])).toEqual(['stored', 'stored'])
  if (one!.ok) crowd.took('comment.published', one!.data.id, 'Doppelt.', sentAt)
  expect(await wrongs(house.kita, crowd, [...phones, admin])).toEqual([])
})

test('[I3] what would be refused now, while the same request is being stored, waits for what becomes of that', async () => {
  const [first] = await everybody()
  const { phone, request } = first!
  mongo.line.flow = { there: 'stands' }
  const sent = publish(first!)
  await pause(200)
  const input = { announcement: phone.thread.announcement, text: 'Ohne Bestätigung.' }
  const repeated = phone.connection.call('comment.publish', { as: phone.member.as, request, input })
  await pause(200)
  mongo.line.flow = { there: 'flows' }
  expect(words([await sent, await repeated])).toEqual(['stored', 'id-reused'])
  expect(await wrongs(house.kita, crowd, [...phones, admin])).toEqual([])
})

test('[I1, I3] an unknown commit result is looked up: stored once and answered, whether it had arrived or not', async () => {
  for (const fate of ['arrives-then-breaks', 'breaks'] as const) {
    const [first, ...others] = await everybody()
    const held = mongo.holdNextCommit()
    // The first is confirmed. Of the others the driver asks again by itself once; and then nobody comes through for a while.
    mongo.fates.push('arrives', fate, 'breaks', 'breaks')
    const sent = [publish(first!)]
    await held
    sent.push(...others.map(publish))
    await waiting(others.length)
    mongo.line.answer()
    expect(words(await Promise.all(sent))).toEqual(Array.from({ length: 6 }, () => 'stored'))
    expect(await wrongs(house.kita, crowd, [...phones, admin])).toEqual([])
  }
})

test('[I1, I3] an unknown commit result, of which another gateway stored a part meanwhile: everybody gets the answer, once', async () => {
  const [first, second, third] = await everybody()
  const held = mongo.holdNextCommit()
  const sent = [publish(first!)]
  await held
  // The first is confirmed; the others get no answer.
  mongo.fates.push('arrives', ...Array.from({ length: 500 }, () => 'breaks' as const))
  sent.push(publish(second!), publish(third!))
  await waiting(2)
  const before = mongo.commits
  mongo.line.answer()
  await comesTrue(() => mongo.commits >= before + 4, 'the commit was asked for again')
  // The server gives the transaction up, and an author asks again at the other gateway.
  await house.kita.ground.database.data.db!.command({ killAllSessions: [] })
  const headers = { cookie: await house.kita.cookieOf(second!.phone.member) }
  sent.push(publish({ ...second!, door: httpDoor({ origin: `http://127.0.0.1:${house.gateways[1]!.port}`, headers }) }))
  expect(words([await sent[3]!])).toEqual(['stored'])
  mongo.fates.length = 0
  expect(words(await Promise.all(sent))).toEqual(['stored', 'stored', 'stored', 'stored'])
  expect(await wrongs(house.kita, crowd, [...phones, admin])).toEqual([])
})

test('[I1, I3] a connection to MongoDB that turns out to be gone while something is written: no defect, and stored when asked again', async () => {
  const all = await everybody()
  const defects = () => house.logged(0).filter(({ msg }) => msg === 'defect').length
  const before = defects()
  // What was sent waits before the gateway when its connections break: it writes first, and hears of the break then.
  house.signal(0, 'SIGSTOP')
  const sent = all.map(publish)
  await pause(200)
  mongo.line.cut()
  await pause(100)
  house.signal(0, 'SIGCONT')
  const replies = words(await Promise.all(sent))
  expect(replies.filter((word) => word !== 'stored' && word !== 'try-again')).toEqual([])
  expect(words(await Promise.all(all.map(publish)))).toEqual(all.map(() => 'stored'))
  expect(defects()).toBe(before)
  expect(await wrongs(house.kita, crowd, [...phones, admin])).toEqual([])
})

test('[K-35] what its author decided before being removed is not stored in one batch with what was decided after', async () => {
  const [first, leaving, after] = await everybody()
  const held = mongo.holdNextCommit()
  const sent = [publish(first!)]
  await held
  sent.push(publish(leaving!))
  await waiting(1)
  // By way of the other gateway; it is answered when this one acts by it, too.
  await crowd.remove(admin, leaving!.phone)
  sent.push(publish(after!))
  await waiting(2)
  mongo.line.answer()
  expect(words(await Promise.all(sent))).toEqual(['stored', 'no-membership', 'stored'])
  expect(await wrongs(house.kita, crowd, [...phones, admin])).toEqual([])
})
