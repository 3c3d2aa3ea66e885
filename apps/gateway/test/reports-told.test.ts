import type { ToldEvent } from '@morgenkreis/protocol'
import { apfelhof, kim } from '@morgenkreis/world'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { anna, clara, emre, frieda, olga, orFail, paul, paula, sami } from './cast.ts'
import { mirjam } from './desk.ts'
import type { Caller, House } from './house.ts'
import { houseOnMonday, today } from './monday.ts'
import type { Phone } from './phone.ts'
import { phonesOf } from './phone.ts'

const everybody = { anna, emre, frieda, mirjam, clara, paula, paul, sami, olga }
type Name = keyof typeof everybody

let house: House
let phones: Record<Name, Phone>
beforeAll(async () => {
  house = await houseOnMonday()
  phones = await phonesOf(house, everybody)
})
afterAll(async () => {
  for (const phone of Object.values(phones)) phone.leave()
  await house.close()
})
afterEach(async () => {
  for (const name of ['sick-notes', 'absences']) await house.ground.database.data.collection(name).deleteMany({})
})

const consent = { version: 1, language: 'de', accepted: true } as const
const days = () => ({ from: today(house), to: today(house, 1) })
const illness = () => ({ children: [kim], illness: 'scarlet-fever' as const, ...days(), note: 'Zauberwort', consent })
const fall = async (who: Caller) => orFail(await house.call('sick-note.report', who, illness())).sickNotes[0]!.id
const stay = async (who: Caller) =>
  orFail(await house.call('absence.report', who, { children: [kim], ...days() })).absences[0]!.id

/** Lets something happen, and answers what each of them was told of it, once somebody of the team was. */
async function heardOf(act: () => Promise<unknown>, surely: Name = 'mirjam'): Promise<Record<Name, ToldEvent[]>> {
  const before = new Map(Object.entries(phones).map(([name, { told }]) => [name, told.length]))
  await act()
  await vi.waitFor(() => expect(phones[surely].told.length).toBeGreaterThan(before.get(surely) ?? 0), 10_000)
  // Rooms are told two at a time: whatever was to come with it has come.
  await new Promise((resolve) => setTimeout(resolve, 150))
  const entries = Object.entries(phones).map(([name, { told }]) => [
    name,
    told.slice(before.get(name)).map(({ event }) => event),
  ])
  return Object.fromEntries(entries) as Record<Name, ToldEvent[]>
}
const hearing = (heard: Record<Name, ToldEvent[]>) =>
  Object.keys(heard).filter((name) => heard[name as Name].length > 0)
const headsOf = async (who: Caller) => orFail(await house.call('room.list', who, {})).rooms

test('[K-20, K-39] told are the own guardians and the team of the group: no frame, number or gap to anybody else', async () => {
  const outside = [clara, sami, olga]
  const frames = () => [phones.clara, phones.sami, phones.olga].map((phone) => phone.frames)
  const [heads, before] = [await Promise.all(outside.map(headsOf)), frames()]
  const heard = await heardOf(() => fall(paula))
  expect(hearing(heard)).toEqual(['anna', 'emre', 'frieda', 'mirjam', 'paula'])
  expect(frames()).toEqual(before)
  expect(await Promise.all(outside.map(headsOf))).toEqual(heads)
  for (const { data } of Object.values(heard).flat()) expect(data).toEqual({ facility: apfelhof })
  // Catching up brings no more than that either.
  for (const who of [...outside, emre, frieda]) {
    const { rooms } = orFail(await house.call('room.list', who, {}))
    orFail(await house.call('room.sync', who, { cursors: rooms.map((cursor) => ({ ...cursor, seq: 0 })) }))
    await house.call('presence.list', who, { facility: apfelhof })
    await house.call('absence.list', who, { facility: apfelhof })
  }
  for (const name of ['emre', 'frieda', 'clara', 'sami', 'olga'] as const)
    for (const word of ['scarlet-fever', 'Zauberwort', 'illness'])
      expect([name, word, house.heardBy(everybody[name].person).join('').includes(word)]).toEqual([name, word, false])
  for (const { person } of outside) expect(house.heardBy(person).join('')).not.toContain(kim)
})

test('[reports-01] to staff without the right an ill child is absent: every byte as with an absence without a reason', async () => {
  const blank = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|"seq":\d+|"at":"[^"]*"|"head":\d+|^\d+/g
  /** All that Emre receives while this happens, and what he finds when he looks after each step. */
  async function receivedBy(steps: readonly (() => Promise<unknown>)[]): Promise<string[]> {
    const start = house.heardBy(emre.person).length
    for (const step of steps) {
      await heardOf(step)
      await house.call('presence.list', emre, { facility: apfelhof })
      await house.call('absence.list', emre, { facility: apfelhof })
    }
    return house
      .heardBy(emre.person)
      .slice(start)
      .map((bytes) => bytes.replace(blank, '…'))
  }
  let note: Awaited<ReturnType<typeof fall>>
  const ill = await receivedBy([
    async () => (note = await fall(paula)),
    async () => orFail(await house.call('sick-note.see', mirjam, { sickNote: note, v: 1 })),
    async () => {
      const { children: _children, ...content } = illness()
      orFail(await house.call('sick-note.change', paula, { sickNote: note, v: 1, ...content, to: today(house, 3) }))
    },
    async () => orFail(await house.call('sick-note.remove', mirjam, { sickNote: note })),
  ])
  let absence: Awaited<ReturnType<typeof stay>>
  const absent = await receivedBy([
    async () => (absence = await stay(paula)),
    async () => orFail(await house.call('absence.see', mirjam, { absence, v: 1 })),
    async () => orFail(await house.call('absence.change', paula, { absence, v: 1, ...days(), to: today(house, 3) })),
    async () => orFail(await house.call('absence.remove', mirjam, { absence })),
  ])
  expect(ill).toEqual(absent)
  expect(ill.join('')).toContain('report.changed')
  expect(ill.join('')).toContain(
    `"away":[{"from":"${today(house)}","to":"${today(house, 3)}","reason":null,"note":null}]`,
  )
})

test('[reports-01] what changes only what is read with the right is told to nobody else', async () => {
  let note: Awaited<ReturnType<typeof fall>>
  await heardOf(async () => (note = await fall(paula)))
  const { children: _children, ...content } = illness()
  const heard = await heardOf(async () =>
    orFail(await house.call('sick-note.change', paula, { sickNote: note, v: 1, ...content, note: 'Schon besser.' })),
  )
  expect(hearing(heard)).toEqual(['anna', 'mirjam', 'paula'])
})

test('[N9] separated guardians read the same of their child, and see no trace of each other', async () => {
  // A moment at which nothing else happens.
  house.clock.advance(123_456)
  const start = house.heardBy(paul.person).length
  const heard = await heardOf(() => fall(paula))
  expect(heard.paul).toEqual([])
  const { sickNotes } = orFail(await house.call('sick-note.list', paul, { facility: apfelhof, children: [kim] }))
  expect(sickNotes).toMatchObject([{ child: kim, illness: 'scarlet-fever', entered: null, phone: null }])
  const { rooms } = orFail(await house.call('room.list', paul, {}))
  orFail(await house.call('room.sync', paul, { cursors: rooms.map((cursor) => ({ ...cursor, seq: 0 })) }))
  const bytes = house.heardBy(paul.person).slice(start).join('\n')
  for (const trace of [paula.as, paula.person, 'Paula', house.clock.now().toISOString()])
    expect([trace, bytes.includes(trace)]).toEqual([trace, false])
  // What the Kita does is told to both.
  const seen = await heardOf(async () =>
    orFail(await house.call('sick-note.see', mirjam, { sickNote: sickNotes[0]!.id, v: 1 })),
  )
  expect(hearing(seen)).toEqual(['anna', 'mirjam', 'paula', 'paul'])
})
