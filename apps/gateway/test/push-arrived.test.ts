import { apfelhof, named, sonnen } from '@morgenkreis/world'
import { DeliveryId, type Comment, type ThreadId } from '@morgenkreis/protocol'
import type { PushDevice, PushOrigin } from '@morgenkreis/sandbox'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { ask, beginningWithPolls, guardianOf, vote } from './asking.ts'
import { answerOf, clara, emre, forestDay, orFail, paul, paula, sami } from './cast.ts'
import type { Caller, House } from './house.ts'
import { openPushHouse, type PushHouse, toClock } from './push-house.ts'
import { say } from './talking.ts'
import { announce, comment } from './writing.ts'

let push: PushHouse
let house: House
let origin: PushOrigin
beforeAll(async () => {
  push = await openPushHouse(
    { MAIL_URL: 'mailbox:', MAIL_FROM: 'post@kita.example' },
    { beginning: beginningWithPolls },
  )
  house = push.house
  origin = push.origin
})
afterAll(() => push.close())
beforeEach(() => {
  house.clock.advance(48 * hourMs)
  toClock(house, '12:00')
})
afterEach(() => {
  origin.answer = () => ({ status: 201 })
})

const hourMs = 60 * 60 * 1000
const patience = { timeout: 15_000, interval: 20 }
const sun = sonnen as string as ThreadId
const self = ({ person }: Caller) => ({ person, as: null })
const told = (device: PushDevice) => origin.toldTo(device).map(({ category }) => category)
const opened = async (who: Caller, device: PushDevice) => {
  const delivery = DeliveryId.parse(origin.toldTo(device)[0]?.id)
  return orFail(await house.call('push.open', self(who), { delivery }))
}
const rows = (like: object) => house.ground.notify.deliveries.model.find(like).lean()
const pushesTo = ({ person }: Caller, like: object) => rows({ person, subscription: { $ne: null }, ...like })
const stateOfMail = async ({ person }: Caller, ref: string) =>
  (await rows({ person, ref, subscription: null })).map(({ state }) => state)
const settled = () => expect.poll(() => rows({ state: 'waiting' }), patience).toEqual([])
const spreadTo = (who: Caller, ref: string) =>
  expect.poll(() => rows({ person: who.person, ref, subscription: null }), patience).toHaveLength(1)
const devicesOf = (...whose: Caller[]) => Promise.all(whose.map(async (who) => (await push.subscribe(who)).device))

test('[D-06, K-36] a message in a chat rings for who reads there, not for its author, and leads to the chat', async () => {
  const [father, teacher, author, other] = await devicesOf(paul, emre, paula, sami)
  await say(house, paula, { thread: sun, text: 'Wer hat eine Mütze gefunden?' })
  await expect.poll(() => [told(father!), told(teacher!)], patience).toEqual([['messages'], ['messages']])
  await settled()
  expect([told(author!), told(other!)]).toEqual([[], []])
  expect(await opened(paul, father!)).toEqual({ thread: { kind: 'thread', id: sun }, as: [paul.as] })
})

test('[D-06, D-07] a poll rings for whom it asks, and leads to it', async () => {
  const [mother, author, other] = await devicesOf(paula, emre, sami)
  const { id } = await ask(house, emre)
  await expect.poll(() => told(mother!), patience).toEqual(['polls'])
  await expect.poll(() => rows({ ref: id, state: 'waiting', subscription: { $ne: null } }), patience).toEqual([])
  expect([told(author!), told(other!)]).toEqual([[], []])
  expect(await opened(paula, mother!)).toEqual({ thread: { kind: 'poll', id }, as: [paula.as] })
})

test('[D-06] what was read since, or is gone, has nothing more to say; what was not, does', async () => {
  const [father] = await devicesOf(paul)
  const lost = await say(house, paula, { thread: sun, text: 'Doch nicht.' })
  const { id: unread } = await announce(house, emre, { facility: apfelhof, groups: [sonnen] })
  await expect.poll(() => told(father!).toSorted(), patience).toEqual(['announcements', 'messages'])
  const named = (subject: string) =>
    DeliveryId.parse(origin.toldTo(father!).find((one) => one.category === subject)?.id)
  const [message, announcement] = [named('messages'), named('announcements')]
  const arrived = async (...deliveries: DeliveryId[]) =>
    orFail(await house.call('push.arrived', self(paul), { deliveries })).arrived
  expect(await arrived(message, announcement)).toEqual([])
  orFail(await house.call('message.remove', paula, { message: lost.id }))
  expect(await arrived(message, announcement)).toEqual([message])
  const { id: upTo } = await say(house, paula, { thread: sun, text: 'Doch.' })
  await expect.poll(() => pushesTo(paul, { ref: upTo, state: 'taken' }), patience).toHaveLength(1)
  expect(await arrived(message, announcement)).toEqual([])
  orFail(await house.call('thread.mark', paul, { thread: sun, upTo, unread: false }))
  orFail(await house.call('announcement.open', paul, { announcement: unread }))
  expect(await arrived(message, announcement)).toEqual([message, announcement])
  // Nobody learns of another's: it is as one that never was.
  expect(orFail(await house.call('push.arrived', self(sami), { deliveries: [message] })).arrived).toEqual([message])
})

test('[N4, N5] what was read or answered while it was quiet rings for nobody who did so', async () => {
  const [father, teacher, mother] = await devicesOf(paul, emre, clara)
  toClock(house, '22:00')
  const { id: upTo } = await say(house, paula, { thread: sun, text: 'Gute Nacht.' })
  const { id: poll } = await ask(house, emre)
  const { id: over } = await ask(house, emre)
  for (const ref of [poll, over]) await expect.poll(() => pushesTo(paul, { ref }), patience).not.toEqual([])
  orFail(await house.call('thread.mark', paul, { thread: sun, upTo, unread: false }))
  for (const who of [paul, clara]) orFail(await vote(house, who, { poll, child: guardianOf(who).child }))
  orFail(await house.call('poll.close', emre, { poll: over }))
  toClock(house, '06:30')
  await expect.poll(() => [told(mother!), told(teacher!)], patience).toEqual([['messages'], ['messages']])
  await expect.poll(() => rows({ held: true, state: 'waiting' }), patience).toEqual([])
  expect(told(father!)).toEqual([])
})

test('[N4, N5, K-41] a comment that was seen while it was quiet rings for nobody who saw it; nobody is told', async () => {
  const [father, teacher] = await devicesOf(paul, emre)
  toClock(house, '22:00')
  const [first, last] = [
    await comment(house, paula, forestDay, 'Wer'),
    await comment(house, paula, forestDay, 'fährt?'),
  ]
  const see = (who: Caller, { id }: Comment) => house.call('comment.see', who, { comment: id })
  const heads = JSON.stringify(await house.ground.journal.heads.model.find().lean())
  // In whatever order that is said, how often, and at once: the furthest counts.
  const saying = [first, last, first, last].map(async (one) => answerOf(await see(paul, one)))
  expect(await Promise.all(saying)).toEqual(['ok', 'ok', 'ok', 'ok'])
  expect(answerOf(await see(paul, first))).toBe('ok')
  orFail(await see(emre, first))
  expect(JSON.stringify(await house.ground.journal.heads.model.find().lean())).toBe(heads)
  expect(answerOf(await see(sami, first))).toBe('not-found')
  for (const { id: ref } of [first, last]) await expect.poll(() => pushesTo(paul, { ref }), patience).toHaveLength(1)
  toClock(house, '06:30')
  await expect.poll(() => told(teacher!), patience).toEqual(['comments'])
  await expect.poll(() => rows({ held: true, state: 'waiting' }), patience).toEqual([])
  expect(told(father!)).toEqual([])
  const deliveries = [DeliveryId.parse(origin.toldTo(teacher!)[0]?.id)]
  const arrived = async () => orFail(await house.call('push.arrived', self(emre), { deliveries })).arrived
  expect(await arrived()).toEqual([])
  orFail(await see(emre, last))
  expect(await arrived()).toEqual(deliveries)
})

test('[N4] what was read while no push service took it is not sent again', async () => {
  const [device] = await devicesOf(clara)
  origin.answer = ({ device: at }) => ({ status: at === device ? 503 : 201 })
  const { id: upTo } = await say(house, paula, { thread: sun, text: 'Die Mütze ist da.' })
  await expect.poll(async () => (await pushesTo(clara, { ref: upTo }))[0]?.tries, patience).toBe(1)
  orFail(await house.call('thread.mark', clara, { thread: sun, upTo, unread: false }))
  origin.answer = () => ({ status: 201 })
  house.clock.advance(hourMs)
  await expect.poll(async () => (await pushesTo(clara, { ref: upTo }))[0]?.state, patience).toBe('dropped')
  expect(told(device!)).toEqual(['messages'])
})

test('[N4] of a poll nothing is mailed to who has voted, nor once it is closed', async () => {
  const closesAt = new Date(house.clock.now().getTime() + 72 * hourMs).toISOString()
  const { id: poll } = await ask(house, emre, { closesAt })
  const { id: over } = await ask(house, emre, {
    closesAt: new Date(house.clock.now().getTime() + hourMs).toISOString(),
  })
  for (const ref of [poll, over]) await spreadTo(paula, ref)
  orFail(await vote(house, paul, { poll, child: guardianOf(paul).child }))
  house.clock.advance(25 * hourMs)
  await settled()
  expect(await Promise.all([stateOfMail(paul, poll), stateOfMail(clara, over)])).toEqual([['dropped'], ['dropped']])
  expect(await stateOfMail({ person: named.frieda.person, as: null }, poll)).toEqual(['taken'])
})

test('[N4, K-95] what somebody does not want to be told of is not mailed either', async () => {
  const prefers = async (who: Caller, categories: ('announcements' | 'polls')[]) =>
    orFail(await house.call('push.prefer', self(who), { categories, quiet: 'off', mail: true }))
  await prefers(paula, ['polls'])
  const { id } = await announce(house, emre, { facility: apfelhof, groups: [sonnen] })
  await spreadTo(paul, id)
  await prefers(paul, ['polls'])
  house.clock.advance(25 * hourMs)
  await settled()
  expect(await Promise.all([paula, paul, clara].map((who) => stateOfMail(who, id)))).toEqual([
    [],
    ['dropped'],
    ['taken'],
  ])
})
