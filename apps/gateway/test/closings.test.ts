import { apfelhof, kranichweg, sonnen } from '@morgenkreis/world'
import { mostClosings, type Closing, type ClosingId } from '@morgenkreis/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { instantOf } from '../src/shell/calendar.ts'
import { anna, answerOf, claraOfCouncil, emre, frieda, olga, orFail, paula, sami } from './cast.ts'
import { Desk } from './desk.ts'
import type { Caller, House } from './house.ts'
import { ledgerOf } from './ledger-lines.ts'
import { houseOnMonday, today, tomorrowAt, until } from './monday.ts'
import { phonesOf } from './phone.ts'

let house: House
let desk: Desk
beforeAll(async () => {
  house = await houseOnMonday()
  desk = new Desk(house)
})
afterAll(() => house.close())

const facility = apfelhof
const reason = 'Sommerferien'
const inDays = (from: number, to = from) => ({ from: today(house, from), to: today(house, to) })
const add = (days: { from: string; to: string }, by: Caller = anna, request?: string) =>
  house.call('closing.add', by, { facility, ...days, reason }, request)
const listed = async (by: Caller) => orFail(await house.call('closing.list', by, { facility })).closings
const remove = (closing: ClosingId, by: Caller = anna) => house.call('closing.remove', by, { closing })
const rows = () => house.ground.database.data.collection<{ _id: string; reason: unknown }>('closings')
const idsOf = (closings: readonly Closing[]) => closings.map(({ id }) => id)

test('[closings-01, K-67] what the head enters everybody of the facility reads, sealed at rest, and hears of by no word of it', async () => {
  const people = { anna, emre, frieda, paula, sami, claraOfCouncil }
  const phones = await phonesOf(house, { paula, emre, olga })
  const added = orFail(await add(inDays(10, 24)))
  for (const phone of [phones.paula, phones.emre])
    await expect.poll(() => phone.told.map(({ event }) => event.name)).toContain('closing.changed')
  for (const phone of Object.values(phones)) phone.leave()
  const ofPaula = phones.paula.told.find(({ event }) => event.name === 'closing.changed')
  expect(ofPaula?.event.data).toEqual({ facility })
  expect(phones.olga.told.map(({ event }) => event.name)).not.toContain('closing.changed')
  for (const by of Object.values(people)) expect(await listed(by)).toEqual([added])
  expect(answerOf(await house.call('closing.list', olga, { facility }))).toBe('not-found')
  expect(JSON.stringify(await rows().find().toArray())).not.toContain(reason)
  const changed = orFail(
    await house.call('closing.change', anna, { closing: added.id, ...inDays(11, 24), reason: 'Ferien' }),
  )
  expect(changed).toEqual({ ...added, ...inDays(11, 24), reason: 'Ferien', v: 2 })
  expect(await listed(paula)).toEqual([changed])
  orFail(await remove(added.id))
  for (const by of Object.values(people)) expect(await listed(by)).toEqual([])
  expect(answerOf(await remove(added.id))).toBe('not-found')
  await house.gateway.work('purge')
  expect(await rows().countDocuments({ _id: added.id })).toBe(0)
  await house.gateway.work('linking')
  expect((await ledgerOf(house, added.id)).map(({ deed }) => deed)).toContain('deleted')
  for (const operation of ['closing.add', 'closing.change', 'closing.remove'] as const) {
    const { lines } = orFail(await house.call('audit.list', anna, { facility, operation }))
    expect([operation, lines.length]).toEqual([operation, 1])
  }
})

test('[closings-03, reports-05] on a closing day no report waits; the day after it does, and at once where the day is taken back', async () => {
  const waiting = async () => orFail(await house.call('report.waiting', anna, { facility })).groups
  await desk.reported(paula, { ...inDays(0, 3) })
  until(house, '08:30')
  expect(await waiting()).toEqual([sonnen])
  const closing = orFail(await add(inDays(0, 1)))
  expect(await waiting()).toEqual([])
  tomorrowAt(house, '08:30')
  expect(await waiting()).toEqual([])
  tomorrowAt(house, '08:30')
  expect(await waiting()).toEqual([sonnen])
  // It is over: families read it no more, the head does, for a year.
  expect(idsOf(await listed(paula))).toEqual([])
  expect(idsOf(await listed(anna))).toEqual([closing.id])
  const again = orFail(await add(inDays(0)))
  expect(await waiting()).toEqual([])
  orFail(await remove(again.id))
  expect(await waiting()).toEqual([sonnen])
  await desk.clear()
})

test('[K-01, K-65, I3] days that cannot be, of another Kita, without the right, or twice: a refusal that changes nothing', async () => {
  const before = await listed(anna)
  const day = today(house)
  for (const [days, code] of [
    [inDays(-2, -1), 'closing-out-of-range'],
    [inDays(3, 2), 'closing-out-of-range'],
    [inDays(0, 92), 'closing-out-of-range'],
    [inDays(731), 'closing-out-of-range'],
    [{ from: '2026-02-30', to: '2026-02-30' }, 'invalid'],
    [{ from: day, to: '' }, 'invalid'],
    [{ from: day }, 'invalid'],
  ] as const)
    expect([days, answerOf(await add(days as { from: string; to: string }))]).toEqual([days, code])
  for (const bad of ['', '  ', '\u202e', 'x'.repeat(81)])
    expect(answerOf(await house.call('closing.add', anna, { facility, ...inDays(1), reason: bad }))).toBe('invalid')
  for (const by of [emre, paula, claraOfCouncil]) expect(answerOf(await add(inDays(1), by))).toBe('forbidden')
  expect(answerOf(await add(inDays(1), olga))).toBe('not-found')
  const others = orFail(await house.call('closing.add', olga, { facility: kranichweg, ...inDays(1), reason }))
  expect(answerOf(await remove(others.id))).toBe('not-found')
  expect(answerOf(await house.call('closing.change', anna, { closing: others.id, ...inDays(1), reason }))).toBe(
    'not-found',
  )
  expect(await listed(anna)).toEqual(before)
  const request = crypto.randomUUID()
  const days = inDays(4)
  const once = orFail(await add(days, anna, request))
  expect(orFail(await add(days, anna, request))).toEqual(once)
  expect(await listed(anna)).toHaveLength(before.length + 1)
})

test('[closings-01] a hundred are enough: one more is refused, until one is removed', async () => {
  const { native } = house.ground.roster.closings
  const one = orFail(await add(inDays(1)))
  const doc = await native.findOne({ _id: one.id })
  const here = (await listed(anna)).length
  const more = Array.from({ length: mostClosings - here }, () => ({ ...doc, _id: crypto.randomUUID() }))
  await native.insertMany(more)
  expect(answerOf(await add(inDays(2)))).toBe('too-many-closings')
  orFail(await remove(one.id))
  const last = orFail(await add(inDays(2)))
  orFail(await remove(last.id))
})

test('[K-05, closings-01] a year after its last day it goes with the next run, and its year ends with the day in Berlin', async () => {
  const { id } = orFail(await add(inDays(2)))
  const ended = instantOf(today(house, 3), '00:00').getTime()
  house.clock.advance(ended + 365 * 24 * 60 * 60 * 1000 - house.clock.now().getTime() - 1)
  await house.gateway.work('purge')
  expect(await rows().countDocuments({ _id: id })).toBe(1)
  house.clock.advance(1)
  await house.gateway.work('purge')
  expect(await rows().countDocuments({ _id: id })).toBe(0)
})
