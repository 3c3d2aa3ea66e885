import { apfelhof, kim } from '@morgenkreis/world'
import type { Holdable } from '@morgenkreis/protocol'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { anna, answerOf, emre, orFail, paula } from './cast.ts'
import { Desk, answers, hanne, lotta, mirjam, tjark } from './desk.ts'
import { grant } from './granting.ts'
import type { Caller, House } from './house.ts'
import { ledgerOf } from './ledger-lines.ts'
import { houseOnMonday, today } from './monday.ts'

let house: House
let desk: Desk
beforeAll(async () => {
  house = await houseOnMonday()
  desk = new Desk(house)
})
afterAll(() => house.close())
afterEach(() => desk.clear())

const facility = apfelhof
const day = 24 * 60 * 60 * 1000
const source = '§ 34 IfSG'
const inDays = (days: number) => new Date(house.clock.now().getTime() + days * day).toISOString()
const hold = (thing: Holdable, days = 90, by: Caller = anna) =>
  house.call('hold.place', by, { thing, source, until: inDays(days) })
const holds = async () => orFail(await house.call('hold.list', anna, { facility })).holds
const awayTo = async (who: typeof emre) => {
  const { groups } = orFail(await house.call('presence.list', who, { facility }))
  return groups.flatMap(({ children }) => children.filter(({ away }) => away.length > 0).map(({ id }) => id))
}
const health = (rights: 'health'[]) => grant(house, anna.as, rights)

test('[K-05, K-20, K-39] without `health` a head neither locks an absence, nor learns that a report is locked, nor lifts it', async () => {
  const days = { from: today(house), to: today(house) }
  const { absences } = orFail(await house.call('absence.report', anna, { children: [kim], ...days }))
  const thing = { kind: 'absence', ref: absences[0]!.id } as const
  await health([])
  expect(answerOf(await hold(thing))).toBe('forbidden')
  await health(['health'])
  const before = orFail(await house.call('retention.preview', anna, { facility })).held
  const { hold: lock } = orFail(await hold(thing))
  expect(orFail(await house.call('retention.preview', anna, { facility })).held).toBe(before + 1)
  expect(await awayTo(emre)).toEqual([])
  await health([])
  expect(await holds()).toEqual([])
  expect(orFail(await house.call('retention.preview', anna, { facility })).held).toBe(before)
  expect(answerOf(await house.call('hold.lift', anna, { hold: lock }))).toBe('not-found')
  await health(['health'])
  orFail(await house.call('hold.lift', anna, { hold: lock }))
})

test('[K-05, K-23] a child that leaves takes nothing along that is locked: it opens until the lock ends, and then goes with the child', async () => {
  const note = await desk.reported(hanne, { children: [lotta] })
  orFail(await hold({ kind: 'sick-note', ref: note.id }))
  orFail(await house.call('child.leave', anna, { child: lotta }))
  house.clock.advance(20 * day)
  await house.gateway.work('purge')
  await house.gateway.work('leftovers')
  const keys = house.ground.database.keys.collection<{ _id: string; ref: string }>('keys')
  const left = async () => ({
    rows: await desk.rows('sick-notes').countDocuments({}),
    keys: await keys.countDocuments({ ref: { $in: [`record:${facility}:${note.id}`, `child:${facility}:${lotta}`] } }),
  })
  expect(await left()).toEqual({ rows: 1, keys: 2 })
  await house.gateway.work('overdue')
  const metrics = await (await fetch(`${house.gateway.origin}/metrics`)).text()
  expect(metrics).toMatch(/overdue_rows\{collection="children"\} 0/)
  const [lock] = await holds()
  orFail(await house.call('hold.lift', anna, { hold: lock!.id }))
  expect(await desk.listed(tjark)).toEqual([])
  await house.gateway.work('purge')
  await house.gateway.work('leftovers')
  expect(await left()).toEqual({ rows: 0, keys: 0 })
})

test('[K-05, K-20] a sick note is locked by a head with `health` alone; then it is away for everybody, and stays beyond its days', async () => {
  const note = await desk.reported(paula)
  const thing = { kind: 'sick-note', ref: note.id } as const
  for (const [who, code] of Object.entries(await answers((by) => hold(thing, -1, by))))
    expect([who, code]).toEqual([
      who,
      who === 'anna' ? 'hold-out-of-range' : ['mirjam', 'paula', 'paul'].includes(who) ? 'forbidden' : 'not-found',
    ])
  const heard = house.heardBy(emre.person).length
  orFail(await hold(thing, 40))
  expect([await desk.listed(mirjam), await desk.listed(anna), await desk.listed(paula, [kim])]).toEqual([[], [], []])
  expect(await awayTo(emre)).toEqual([])
  for (const by of [mirjam, paula])
    expect(answerOf(await house.call('sick-note.remove', by, { sickNote: note.id }))).toBe('not-found')
  for (const told of house.heardBy(emre.person).slice(heard)) expect(told).not.toContain('hold')
  expect(await holds()).toMatchObject([{ thing, source }])
  expect(answerOf(await hold(thing))).toBe('not-found')
  house.clock.advance(33 * day)
  await house.gateway.work('purge')
  expect(await desk.rows('sick-notes').countDocuments({})).toBe(1)
  house.clock.advance(8 * day)
  await house.gateway.work('purge')
  expect(await desk.rows('sick-notes').countDocuments({})).toBe(0)
  await house.gateway.work('linking')
  expect((await ledgerOf(house, note.id)).map(({ rule, deed }) => `${rule} ${deed}`)).toContain('expired deleted')
})

test('[K-20, K-76] without `health` a head is told of no number by which an illness would differ from an absence', async () => {
  const period = (kept: 'sick-notes' | 'absences', days: number) =>
    house.call('retention.set', anna, { facility, kept, days })
  const previewOf = async (proposed?: { kept: 'sick-notes' | 'absences'; days: number }) =>
    orFail(await house.call('retention.preview', anna, { facility, ...(proposed && { proposed }) })).goes
  const asked = [undefined, { kept: 'sick-notes', days: 7 }, { kept: 'absences', days: 7 }] as const
  const seen = async () => [
    ...(await Promise.all(asked.map(previewOf))),
    orFail(await house.call('retention.read', anna, { facility })).left,
  ]
  orFail(await period('absences', 60))
  orFail(await period('sick-notes', 20))
  await health([])
  const before = await seen()
  await desk.reported(paula)
  orFail(await house.call('absence.report', paula, { children: [kim], from: today(house), to: today(house) }))
  orFail(await period('sick-notes', 7))
  expect(await seen()).toEqual(before)
  await health(['health'])
  expect(await previewOf()).toContainEqual({ module: 'sick-notes', on: today(house, 9), rows: 1 })
  expect(await previewOf({ kept: 'absences', days: 7 })).toContainEqual({
    ...{ module: 'absences', on: today(house, 8), rows: 1 },
  })
})
