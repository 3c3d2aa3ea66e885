import { randomUUID } from 'node:crypto'
import { apfelhof, people, sonnen } from '@morgenkreis/world'
import { SubscriptionId } from '@morgenkreis/protocol'
import type { PushDevice, PushOrigin } from '@morgenkreis/sandbox'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { answerOf, clara, emre, orFail, paula, sami } from './cast.ts'
import type { Caller, House } from './house.ts'
import { openPushHouse, type PushHouse, toClock } from './push-house.ts'
import { announce } from './writing.ts'

let push: PushHouse
let house: House
let origin: PushOrigin
beforeAll(async () => {
  push = await openPushHouse()
  house = push.house
  origin = push.origin
})
afterAll(() => push.close())
beforeEach(() => toClock(house, '12:00'))

const patience = { timeout: 15_000, interval: 20 }
const self = ({ person }: Caller) => ({ person, as: null })
const told = (device: PushDevice) => origin.toldTo(device).map(({ category }) => category)
const rows = (like: object) => house.ground.notify.deliveries.model.find(like).lean()
const tellsSun = () => announce(house, emre, { facility: apfelhof, groups: [sonnen] })
const subscribing = ({ subscription }: PushDevice) => ({ ...subscription, kind: 'ios' }) as const
const devicesOf = async (who: Caller) => orFail(await house.call('push.list', self(who), {})).devices

test('[D-06] a device subscribes once, however often it says so, and belongs to who said so last', async () => {
  const input = subscribing(origin.device())
  const first = orFail(await house.call('push.subscribe', self(clara), input))
  const again = orFail(await house.call('push.subscribe', self(clara), input))
  expect(again.id).toBe(first.id)
  expect(await devicesOf(clara)).toEqual([{ ...first, here: true }])
  const other = orFail(await house.call('push.subscribe', self(sami), input))
  expect(other.id).not.toBe(first.id)
  expect(await devicesOf(clara)).toEqual([])
  orFail(await house.call('push.unsubscribe', self(clara), { subscription: other.id }))
  expect(await devicesOf(sami)).toHaveLength(1)
  orFail(await house.call('push.unsubscribe', self(sami), { subscription: other.id }))
  expect(await devicesOf(sami)).toEqual([])
})

test('[K-08, K-36] a device that is somebody else’s now gets nothing of what waited for who had it', async () => {
  const { device } = await push.subscribe(paula)
  toClock(house, '22:00')
  await tellsSun()
  const waiting = () => rows({ person: paula.person, state: 'waiting' })
  await expect.poll(waiting, patience).toHaveLength(1)
  const [held] = await waiting()
  const { id } = orFail(await house.call('push.subscribe', self(sami), subscribing(device)))
  expect(await waiting()).toEqual([])
  // As a version before this one left it: waiting, for a device that is another person’s by now.
  await house.ground.notify.deliveries.native.updateOne(
    { _id: held!._id },
    { $set: { state: 'waiting', subscription: id } },
  )
  toClock(house, '06:30')
  await expect.poll(() => rows({ state: 'waiting' }), patience).toEqual([])
  expect(told(device)).toEqual([])
  orFail(await house.call('push.unsubscribe', self(sami), { subscription: id }))
})

test('[K-95, push-09] a device that says where it is now renews what its person has, and switches nothing on', async () => {
  const { subscribed } = await push.subscribe(paula)
  const moved = origin.device()
  const renewing = { ...subscribing(moved), renews: subscribed.id }
  expect(orFail(await house.call('push.subscribe', self(paula), renewing)).id).toBe(subscribed.id)
  await tellsSun()
  await expect.poll(() => told(moved), patience).toEqual(['announcements'])
  // Whoever signs in at the same browser never asked for it.
  expect(answerOf(await house.call('push.subscribe', self(sami), renewing))).toBe('not-found')
  expect([await devicesOf(sami), (await devicesOf(paula)).length]).toEqual([[], 1])
  // Switched off on another device, it stays so.
  orFail(await house.call('push.unsubscribe', self(paula), { subscription: subscribed.id }))
  expect(answerOf(await house.call('push.subscribe', self(paula), renewing))).toBe('not-found')
  const unknown = { ...renewing, renews: SubscriptionId.parse(randomUUID()) }
  expect(answerOf(await house.call('push.subscribe', self(paula), unknown))).toBe('not-found')
  expect(await devicesOf(paula)).toEqual([])
})

test('[push-09] who switched a device on anew at an address renews it in the place of what was there', async () => {
  const { device, subscribed } = await push.subscribe(paula)
  const other = orFail(await house.call('push.subscribe', self(sami), subscribing(origin.device())))
  const renewing = { ...subscribing(device), renews: other.id }
  expect(orFail(await house.call('push.subscribe', self(sami), renewing)).id).toBe(other.id)
  expect((await devicesOf(paula)).map(({ id }) => id)).not.toContain(subscribed.id)
})

test('[K-06, K-79] with the account everything goes by which its person was told', async () => {
  await push.subscribe(clara)
  orFail(await house.call('push.prefer', self(clara), { categories: ['announcements'], quiet: 'off', mail: false }))
  toClock(house, '22:00')
  await tellsSun()
  await expect.poll(() => rows({ person: clara.person }), patience).not.toEqual([])
  const password = people.find(({ id }) => id === clara.person)!.password!
  orFail(await house.call('account.delete', self(clara), { password }))
  const { subscriptions, preferences, deliveries } = house.ground.notify
  const { person } = clara
  const left = () =>
    Promise.all([
      subscriptions.model.countDocuments({ person }),
      preferences.model.countDocuments({ _id: person }),
      deliveries.model.countDocuments({ person }),
    ])
  await expect.poll(left, patience).toEqual([0, 0, 0])
})
