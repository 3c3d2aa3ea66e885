import { apfelhof, kranichweg, sonnen } from '@morgenkreis/world'
import type { PushDevice } from '@morgenkreis/sandbox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anna, answerOf, emre, olga, orFail, paula } from './cast.ts'
import { instantOf } from '../src/shell/calendar.ts'
import type { Caller, House } from './house.ts'
import { openPushHouse, type PushHouse } from './push-house.ts'
import { announce } from './writing.ts'

let push: PushHouse
let house: House
let [mother, educator]: PushDevice[] = []

/** The night from here to Sunday has one hour less. */
const [saturday, sunday] = ['2027-03-27', '2027-03-28']
beforeAll(async () => {
  push = await openPushHouse()
  house = push.house
  moveTo(saturday, '12:00')
  mother = (await push.subscribe(paula)).device
  educator = (await push.subscribe(emre)).device
})
afterAll(() => push.close())

const facility = apfelhof
const patience = { timeout: 15_000, interval: 20 }
const moveTo = (day: string, time: string) =>
  house.clock.advance(instantOf(day, time).getTime() - house.clock.now().getTime())
const told = (device: PushDevice | undefined) => push.origin.toldTo(device!).map(({ category }) => category)
const read = async (who: Caller, where = facility) =>
  orFail(await house.call('quiet-hours.read', who, { facility: where })).hours
const tells = (reason?: string) =>
  announce(house, anna, { facility, groups: [sonnen], ...(reason !== undefined && { reason }) })
/** When what waits for somebody is sent. */
const due = async ({ person }: Caller) =>
  (await house.ground.notify.deliveries.model.find({ person, state: 'waiting' }).lean()).map(({ dueAt }) =>
    dueAt.toISOString(),
  )

/** What was pushed is settled, too: moved before that, the clock would end its lease, and it would go out twice (I10). */
const untilWaiting = (many: { paula: number; emre: number }) =>
  expect
    .poll(async () => ({ paula: (await due(paula)).length, emre: (await due(emre)).length }), patience)
    .toEqual(many)

test('[N5, K-65] a facility has the usual quiet hours until its head sets others, for everybody and for each role', async () => {
  expect(await read(paula)).toEqual([
    { of: 'everybody', hours: { from: '19:00', to: '06:30' } },
    { of: 'admin', hours: 'off' },
    { of: 'educator', hours: { from: '17:30', to: '06:30' } },
    { of: 'council', hours: 'off' },
    { of: 'guardian', hours: 'off' },
  ])
  const before = await read(olga, kranichweg)
  for (const [of, hours] of [
    ['everybody', { from: '22:00', to: '08:00' }],
    ['educator', { from: '16:00', to: '07:30' }],
  ] as const) {
    orFail(await house.call('quiet-hours.set', anna, { facility, of, hours }))
    for (const who of [anna, paula, emre]) expect(await read(who)).toContainEqual({ of, hours })
  }
  expect(await read(olga, kranichweg)).toEqual(before)
})

test('[N5] the hours of a role hold for it alone, and end together with those of the Kita, also when clocks are moved', async () => {
  moveTo(saturday, '17:00')
  await tells()
  await expect.poll(() => told(mother), patience).toEqual(['announcements'])
  // Until 7:30, and then until 8:00, on the clock of a summer that began over night.
  await expect.poll(() => due(emre), patience).toEqual(['2027-03-28T06:00:00.000Z'])
  await untilWaiting({ paula: 0, emre: 1 })
  moveTo(saturday, '23:00')
  await tells()
  await expect.poll(() => due(paula), patience).toEqual(['2027-03-28T06:00:00.000Z'])
  expect([told(mother), told(educator)]).toEqual([['announcements'], []])
})

test('[N5] what is urgent passes them', async () => {
  await tells('Die Heizung ist ausgefallen.')
  await expect
    .poll(() => [told(mother), told(educator)], patience)
    .toEqual([['announcements', 'announcements'], ['announcements']])
  await untilWaiting({ paula: 1, emre: 2 })
})

test('[N5] longer ones hold what waits, too; at their end one digest rings', async () => {
  const hours = { from: '22:00', to: '10:00' }
  orFail(await house.call('quiet-hours.set', anna, { facility, of: 'everybody', hours }))
  moveTo(sunday, '08:00')
  await expect.poll(() => due(paula), patience).toEqual(['2027-03-28T08:00:00.000Z'])
  await expect.poll(() => due(emre), patience).toEqual(['2027-03-28T08:00:00.000Z', '2027-03-28T08:00:00.000Z'])
  moveTo(sunday, '10:00')
  await expect.poll(() => told(educator), patience).toEqual(['announcements', 'digest'])
  await expect.poll(() => told(mother).length, patience).toBe(3)
  await untilWaiting({ paula: 0, emre: 0 })
})

test('[N5] without any it rings at night', async () => {
  orFail(await house.call('quiet-hours.set', anna, { facility, of: 'everybody', hours: 'off' }))
  moveTo(sunday, '23:00')
  await tells()
  await expect.poll(() => told(mother).length, patience).toBe(4)
  expect(told(educator)).toHaveLength(2)
})

test('[N5] hours that the head or the person shortens free what is held already at their new end, or at once', async () => {
  const night = (to: string) =>
    house.call('quiet-hours.set', anna, { facility, of: 'everybody', hours: { from: '22:00', to } })
  orFail(await night('08:00'))
  await tells()
  await expect.poll(() => due(paula), patience).toEqual(['2027-03-29T06:00:00.000Z'])
  orFail(await night('07:00'))
  await expect.poll(() => due(paula), patience).toEqual(['2027-03-29T05:00:00.000Z'])
  const own = (quiet: 'off' | { from: string; to: string }) =>
    house.call('push.prefer', { person: paula.person, as: null }, { categories: ['announcements'], quiet, mail: false })
  orFail(await own({ from: '06:00', to: '09:00' }))
  await expect.poll(() => due(paula), patience).toEqual(['2027-03-29T07:00:00.000Z'])
  orFail(await night('06:30'))
  orFail(await own('off'))
  await expect.poll(() => due(paula), patience).toEqual(['2027-03-29T04:30:00.000Z'])
  const before = told(mother).length
  orFail(await house.call('quiet-hours.set', anna, { facility, of: 'everybody', hours: 'off' }))
  await expect.poll(() => told(mother).length, patience).toBe(before + 1)
  await expect.poll(() => due(paula), patience).toEqual([])
})

test('[N5, closings-04] with the weekend nothing rings from Friday evening to Monday morning', async () => {
  const hours = { from: '19:00', to: '06:30', weekend: true } as const
  orFail(await house.call('quiet-hours.set', anna, { facility, of: 'everybody', hours }))
  expect(await read(paula)).toContainEqual({ of: 'everybody', hours })
  moveTo('2027-04-03', '11:00')
  await tells()
  await expect.poll(() => due(paula), patience).toEqual(['2027-04-05T04:30:00.000Z'])
  // closings-04: closed for weeks, too, which what waits must outlive.
  const days = { from: '2027-04-05', to: '2027-04-23', reason: 'Osterferien' }
  const { id: closing } = orFail(await house.call('closing.add', anna, { facility, ...days }))
  await expect.poll(() => due(paula), patience).toEqual(['2027-04-26T04:30:00.000Z'])
  const held = await house.ground.notify.deliveries.model.findOne({ person: paula.person, state: 'waiting' }).lean()
  expect(held?.expiresAt.toISOString()).toBe('2027-05-10T04:30:00.000Z')
  orFail(await house.call('closing.remove', anna, { closing }))
  await expect.poll(() => due(paula), patience).toEqual(['2027-04-05T04:30:00.000Z'])
  // Without it Saturday noon is no quiet hour: it rings at once.
  const before = told(mother).length
  const nights = { from: '19:00', to: '06:30' }
  orFail(await house.call('quiet-hours.set', anna, { facility, of: 'everybody', hours: nights }))
  await expect.poll(() => told(mother).length, patience).toBe(before + 1)
})

test('[K-01] hours that are none, or of nobody, are refused, and nothing is changed', async () => {
  const before = await read(anna)
  for (const input of [
    { of: 'everybody', hours: { from: '22:00', to: '22:00' } },
    { of: 'everybody', hours: { from: '24:00', to: '06:00' } },
    { of: 'everybody', hours: { from: '22:00' } },
    { of: 'provider', hours: 'off' },
    { of: 'guardian', hours: 'off', weekend: true },
    { of: 'guardian', hours: { from: '22:00', to: '06:00', weekend: 'yes' } },
    { of: 'guardian', hours: { weekend: true } },
  ])
    expect(answerOf(await house.call('quiet-hours.set', anna, { facility, ...input } as never))).toBe('invalid')
  expect(await read(anna)).toEqual(before)
})

test('[K-72] who changed them when is on record', async () => {
  await house.gateway.work('linking')
  const { lines } = orFail(await house.call('audit.list', anna, { facility, operation: 'quiet-hours.set' }))
  expect(lines).toHaveLength(10)
  expect(lines[0]).toMatchObject({ operation: 'quiet-hours.set', fields: ['quiet'] })
})
