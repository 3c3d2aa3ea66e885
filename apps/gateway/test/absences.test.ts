import type { ChildId } from '@morgenkreis/protocol'
import { apfelhof, children, kim } from '@morgenkreis/world'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { anna, answerOf, claraOfCouncil, emre, orFail, paul, paula, sami } from './cast.ts'
import { Desk, answers, mirjam } from './desk.ts'
import type { Caller, House } from './house.ts'
import { houseOnMonday, today, tomorrowAt } from './monday.ts'

let house: House
let desk: Desk
beforeAll(async () => {
  house = await houseOnMonday()
  desk = new Desk(house)
})
afterAll(() => house.close())
afterEach(() => desk.clear())

test('[reports-04] absences: any staff of the group enters one and takes it back; who accepts reports sees all', async () => {
  const input = { children: [kim], reason: 'holiday' as const, from: today(house), to: today(house, 3) }
  const given = await answers((who) => house.call('absence.report', who, input))
  expect(Object.keys(given).filter((name) => given[name] === 'ok')).toEqual([
    'anna',
    'emre',
    'frieda',
    'mirjam',
    'paula',
    'paul',
  ])
  const of = async (who: Caller, named?: ChildId[]) =>
    orFail(await house.call('absence.list', who, { facility: apfelhof, ...(named && { children: named }) })).absences
  // What somebody else entered is not in the list of who has not the right: it would show what is missing in it.
  expect((await of(emre)).map(({ entered }) => entered?.author.membership)).toEqual([emre.as])
  expect(await of(mirjam)).toHaveLength(6)
  expect(await of(paul, [kim])).toHaveLength(6)
  expect((await of(paul, [kim])).every(({ entered }) => entered === null)).toBe(true)
  const [own] = await of(emre)
  const foreign = (await of(mirjam)).find(({ id }) => id !== own!.id)!
  expect(answerOf(await house.call('absence.remove', emre, { absence: foreign.id }))).toBe('not-found')
  expect(answerOf(await house.call('absence.remove', emre, { absence: own!.id }))).toBe('ok')
  const late = {
    absence: foreign.id,
    v: 1,
    reason: 'late' as const,
    from: today(house),
    to: today(house),
    note: 'Kommt um zehn.',
  }
  expect(orFail(await house.call('absence.change', paula, late))).toMatchObject({
    reason: 'late',
    note: 'Kommt um zehn.',
  })
  expect(answerOf(await house.call('absence.remove', sami, { absence: foreign.id }))).toBe('not-found')
  expect(answerOf(await house.call('absence.remove', paula, { absence: foreign.id }))).toBe('ok')
})

test('[reports-05] the head is told where a report waits an hour after opening: neither of whom nor what', async () => {
  const waiting = async () => orFail(await house.call('report.waiting', anna, { facility: apfelhof })).groups
  tomorrowAt(house, '06:30')
  const kinds = {
    ill: async () => {
      const { id } = await desk.reported(paula)
      return () => house.call('sick-note.see', mirjam, { sickNote: id, v: 1 })
    },
    absent: async () => {
      const input = { children: [kim], from: today(house), to: today(house) }
      const { id } = orFail(await house.call('absence.report', paula, input)).absences[0]!
      return () => house.call('absence.see', mirjam, { absence: id, v: 1 })
    },
  }
  const heard: unknown[] = []
  for (const enter of Object.values(kinds)) {
    const accept = await enter()
    const before = await waiting()
    house.clock.advance(3 * 60 * 60 * 1000)
    heard.push([before, await waiting()])
    orFail(await accept())
    expect(await waiting()).toEqual([])
  }
  const sonnen = children.find(({ id }) => id === kim)!.group
  expect(heard).toEqual([
    [[], [sonnen]],
    [[], [sonnen]],
  ])
  for (const who of [emre, mirjam, paula, claraOfCouncil])
    expect(answerOf(await house.call('report.waiting', who, { facility: apfelhof }))).toBe('forbidden')
})

test('[K-20, reports-04] staff of the group see two weeks ahead who will be away, an ill child like any other', async () => {
  const away = async (who: Caller, day: string) => {
    const { groups } = orFail(await house.call('presence.list', who, { facility: apfelhof, day }))
    return groups.flatMap((group) => group.children).find(({ id }) => id === kim)!.away
  }
  const [from, to] = [today(house, 3), today(house, 5)]
  await desk.reported(paula, { from, to })
  const holiday = { children: [kim], reason: 'holiday' as const, from: today(house, 5), to: today(house, 9) }
  orFail(await house.call('absence.report', paula, holiday))
  const ill = { from, to, reason: null, note: null }
  const gone = { from: today(house, 5), to: today(house, 9), reason: 'holiday', note: null }
  const seen = await Promise.all([2, 3, 5, 9, 10].map((days) => away(emre, today(house, days))))
  expect(seen).toEqual([[], [ill], [ill, gone], [gone], []])
  for (const day of [today(house, -1), today(house, 15)])
    expect(answerOf(await house.call('presence.list', emre, { facility: apfelhof, day }))).toBe('dates-impossible')
  for (const day of ['2026-02-30', 'morgen', ''])
    expect(answerOf(await house.call('presence.list', emre, { facility: apfelhof, day }))).toBe('invalid')
  for (const who of [paula, claraOfCouncil])
    expect(answerOf(await house.call('presence.list', who, { facility: apfelhof, day: from }))).toBe('forbidden')
})

test('[reports-03] of an absence, too, only the version that was shown is seen or changed', async () => {
  const days = { from: today(house), to: today(house, 1) }
  const { absences } = orFail(await house.call('absence.report', paula, { children: [kim], ...days }))
  const absence = absences[0]!.id
  const change = (v: number) => house.call('absence.change', paula, { absence, v, ...days, reason: 'holiday' })
  expect(orFail(await change(1))).toMatchObject({ v: 2 })
  expect(answerOf(await change(1))).toBe('changed-meanwhile')
  expect(answerOf(await house.call('absence.see', mirjam, { absence, v: 1 }))).toBe('changed-meanwhile')
  expect(orFail(await house.call('absence.see', mirjam, { absence, v: 2 })).seen).not.toBeNull()
})
