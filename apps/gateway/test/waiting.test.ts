import { DeliveryId } from '@morgenkreis/protocol'
import { apfelhof, children, kim } from '@morgenkreis/world'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { anna, answerOf, emre, orFail, paula, sami } from './cast.ts'
import { consent, Desk, mirjam } from './desk.ts'
import type { House } from './house.ts'
import { beginningWithReports, today, tomorrowAt, toMonday, until } from './monday.ts'
import { openPushHouse, type PushHouse } from './push-house.ts'

let push: PushHouse
let house: House
let desk: Desk
beforeAll(async () => {
  push = await openPushHouse({}, { beginning: beginningWithReports })
  house = push.house
  toMonday(house)
  desk = new Desk(house)
})
afterAll(() => push.close())
afterEach(async () => {
  for (const name of ['sick-notes', 'absences', 'journal'])
    await house.ground.database.data.collection(name).deleteMany(name === 'journal' ? { name: 'report.missed' } : {})
})

const minuteMs = 60 * 1000
const hourMs = 60 * minuteMs
const patience = { timeout: 15_000, interval: 20 }
const group = children.find(({ id }) => id === kim)!.group
const looks = () => house.gateway.work('reports that wait')
const told = () => house.ground.journal.journal.model.find({ name: 'report.missed' }).sort({ n: 1 }).lean()
const absent = async () => {
  const input = { children: [kim], from: today(house), to: today(house) }
  return orFail(await house.call('absence.report', paula, input)).absences[0]!.id
}

test('[reports-05, D-06, N4] an hour after opening the head gets a notification, once, and nobody else; it leads to Heute', async () => {
  const all = await Promise.all([anna, emre, mirjam, paula, sami].map((who) => push.subscribe(who)))
  const rung = () => all.map(({ device }) => push.origin.toldTo(device).map(({ category }) => category))
  await desk.reported(paula, desk.ill(0))
  await absent()
  await looks()
  expect(await told()).toEqual([])
  tomorrowAt(house, '07:58')
  const ill = await desk.reported(paula)
  house.clock.advance(minuteMs)
  await absent()
  await looks()
  expect(await told()).toEqual([])
  house.clock.advance(hourMs)
  await Promise.all([looks(), looks()])
  await looks()
  await expect.poll(rung, patience).toEqual([['reports'], [], [], [], []])
  expect((await told()).map(({ actor, ref, read, fields }) => ({ actor, ref, read, fields }))).toEqual([
    { actor: apfelhof, ref: group, read: undefined, fields: [] },
  ])
  const delivery = DeliveryId.parse(push.origin.toldTo(all[0]!.device)[0]?.id)
  const opened = await house.call('push.open', { person: anna.person, as: null }, { delivery })
  expect(orFail(opened).thread).toEqual({ kind: 'today', id: apfelhof })
  // What came after it is told of once this one is accepted.
  orFail(await house.call('sick-note.see', mirjam, { sickNote: ill.id, v: 1 }))
  await looks()
  expect(await told()).toHaveLength(2)
})

test('[reports-05] what somebody accepts before it is sent rings no more; what waits on the next day is told of again', async () => {
  const { device } = await push.subscribe(anna)
  tomorrowAt(house, '06:30')
  const { id } = await desk.reported(paula, desk.ill(1))
  house.clock.advance(2 * hourMs)
  await looks()
  await expect.poll(() => push.origin.toldTo(device).length, patience).toBe(1)
  tomorrowAt(house, '08:30')
  await looks()
  await expect.poll(() => push.origin.toldTo(device).length, patience).toBe(2)
  orFail(await house.call('sick-note.see', mirjam, { sickNote: id, v: 1 }))
  await looks()
  expect(await told()).toHaveLength(2)
})

test('[reports-05, K-25] an hour after the group opens: the head says when that is, for each group', async () => {
  tomorrowAt(house, '06:00')
  await desk.reported(paula)
  const input = { facility: apfelhof, group, opensAt: '08:15' }
  for (const who of [emre, mirjam, paula])
    expect(answerOf(await house.call('group.describe', who, input))).toBe('forbidden')
  for (const opensAt of ['24:00', '8:15', '', '07:60'])
    expect(answerOf(await house.call('group.describe', anna, { ...input, opensAt }))).toBe('invalid')
  orFail(await house.call('group.describe', anna, input))
  const { groups } = orFail(await house.call('facility.read', emre, { facility: apfelhof }))
  expect(groups.map(({ opensAt }) => opensAt)).toEqual(['08:15', '07:00', '07:00'])
  const waiting = async () => orFail(await house.call('report.waiting', anna, { facility: apfelhof })).groups
  until(house, '09:14')
  expect(await waiting()).toEqual([])
  house.clock.advance(minuteMs)
  expect(await waiting()).toEqual([group])
  orFail(await house.call('group.describe', anna, { ...input, opensAt: '07:00' }))
})

test('[reports-05] what was changed waits since then: an hour later the head is told, and of another change anew', async () => {
  const { device } = await push.subscribe(anna)
  const rung = () => push.origin.toldTo(device).length
  // On a Saturday no group opens.
  toMonday(house)
  const { id: sickNote } = await desk.reported(paula, desk.ill(3))
  orFail(await house.call('sick-note.see', mirjam, { sickNote, v: 1 }))
  tomorrowAt(house, '10:00')
  const change = (v: number) =>
    house.call('sick-note.change', paula, { sickNote, v, ...desk.ill(1), note: `zum ${v}. Mal`, consent })
  orFail(await change(1))
  house.clock.advance(59 * minuteMs)
  await looks()
  expect(await told()).toEqual([])
  house.clock.advance(minuteMs)
  await looks()
  await expect.poll(rung, patience).toBe(1)
  orFail(await house.call('sick-note.see', mirjam, { sickNote, v: 2 }))
  orFail(await change(2))
  house.clock.advance(hourMs)
  await looks()
  await expect.poll(rung, patience).toBe(2)
  expect(await told()).toHaveLength(2)
})
