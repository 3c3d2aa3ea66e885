import { randomUUID } from 'node:crypto'
import type { AnnouncementId, Reached } from '@morgenkreis/protocol'
import { apfelhof, demoPassword, kim, sonnen, wellen } from '@morgenkreis/world'
import { expect, test, vi } from 'vitest'
import {
  anna,
  answerOf,
  clara,
  claraOfCouncil,
  emre,
  forestDay,
  frieda,
  gymBags,
  olga,
  orFail,
  paul,
  paula,
  sami,
} from './cast.ts'
import type { Caller } from './house.ts'
import { Phone } from './phone.ts'
import { standingHouse } from './standing-house.ts'
import { announce } from './writing.ts'

const house = await standingHouse()

const facility = apfelhof
const told = (groups: 'all' | (typeof sonnen)[] = [sonnen]) => announce(house, emre, { facility, groups })
const open = (who: Caller, announcement: AnnouncementId) => house.call('announcement.open', who, { announcement })
const unopened = async (who: Caller) => orFail(await house.call('announcement.unopened', who, { facility })).unopened
const reach = async (who: Caller, announcement: AnnouncementId) =>
  orFail(await house.call('announcement.reach', who, { announcement }))
const reachedIn = async (announcement: AnnouncementId, child = kim): Promise<Reached | undefined> =>
  (await reach(emre, announcement)).children.find((one) => one.child === child)?.reached
const headsOf = async (who: Caller) => orFail(await house.call('room.list', who, {})).rooms
const rows = () => house.ground.database.data.collection('announcement-openings')

test('[N4] what somebody has not opened is unread until it is opened, the newest first; the own is not', async () => {
  const [first, second] = [await told(), await told()]
  expect((await unopened(paula)).slice(0, 2)).toEqual([second.id, first.id])
  expect(await unopened(emre)).not.toContain(first.id)
  expect(await unopened(sami)).not.toContain(first.id)
  for (const who of [anna, frieda, claraOfCouncil]) expect(await unopened(who)).toContain(first.id)
  expect(orFail(await open(paula, first.id))).toEqual({ announcement: first.id, v: 1 })
  const left = await unopened(paula)
  expect(left).toContain(second.id)
  expect(left).not.toContain(first.id)
  expect(await unopened(paul)).toContain(first.id)
  orFail(await house.call('announcement.remove', emre, { announcement: second.id }))
  expect(await unopened(paula)).not.toContain(second.id)
})

test('[I3] twice, on two devices at once, and under another hat: it is written once for each person', async () => {
  const { id } = await told()
  const taps = await Promise.all([open(paula, id), open(paula, id), open(paul, id), open(paula, id)])
  expect(taps.map(answerOf).sort()).toEqual(['ok', 'ok', 'opened-already', 'opened-already'])
  const request = randomUUID()
  const input = { announcement: id }
  const first = orFail(await house.call('announcement.open', clara, input, request))
  expect(orFail(await house.call('announcement.open', clara, input, request))).toEqual(first)
  expect(answerOf(await open(claraOfCouncil, id))).toBe('opened-already')
  expect(await unopened(claraOfCouncil)).not.toContain(id)
  expect(await rows().countDocuments({ announcement: id })).toBe(3)
  expect(answerOf(await open(paula, '018cc251-f406-7000-8000-00000000ffff' as AnnouncementId))).toBe('not-found')
})

test('[K-37, K-39, K-41, N9] that Paula opened it, her own devices are told, and nobody else: not by a gap, nor to Paul', async () => {
  const phones = await Promise.all([paula, paul, clara, emre, anna].map((who) => Phone.of(house, who)))
  const { id } = await told()
  await vi.waitFor(
    () => expect(phones.every((phone) => phone.told.some(({ event }) => event.ref === id))).toBe(true),
    10_000,
  )
  const others = [paul, clara, claraOfCouncil, sami, emre, anna]
  const seen = async () => [
    ...(await Promise.all(others.map(headsOf))),
    ...(await Promise.all([paul, clara, sami].map(unopened))),
  ]
  const before = await seen()
  for (const who of others) house.heardBy(who.person).length = 0
  orFail(await open(paula, id))
  const openedAt = (phone: Phone) => phone.told.filter(({ event }) => event.name === 'announcement.opened')
  await vi.waitFor(() => expect(openedAt(phones[0]!)).toHaveLength(1), 10_000)
  expect(openedAt(phones[0]!)[0]).toMatchObject({ room: `member:${paula.as}`, event: { data: { announcement: id } } })
  expect(phones.slice(1).flatMap(openedAt)).toEqual([])
  expect(await seen()).toEqual(before)
  for (const who of others) {
    const bytes = house.heardBy(who.person).join('\n')
    expect([paula.as, 'announcement.opened'].filter((one) => bytes.includes(one))).toEqual([])
  }
  for (const phone of phones) phone.leave()
})

test('[N4, K-15] staff see for the children of their groups whether it was opened, and in how many families', async () => {
  const { id } = await announce(house, anna, { facility, groups: 'all' })
  const orphan = orFail(
    await house.call('child.join', anna, { facility, group: sonnen, sign: 'owl', name: 'Noor', guardians: [] }),
  )
  expect(await reachedIn(id)).toBe('open')
  const { families } = await reach(emre, id)
  // Educating is no reading of a family, and neither is what other groups read.
  for (const who of [emre, sami]) orFail(await open(who, id))
  expect((await reach(emre, id)).families).toEqual(families)
  orFail(await open(paul, id))
  const { children, families: after } = await reach(frieda, id)
  expect(after).toEqual({ ...families, opened: families.opened + 1 })
  expect(children.find(({ child }) => child === kim)).toEqual({
    ...{ child: kim, group: sonnen, sign: 'kite', name: 'Kim Tannhof', reached: 'opened' },
  })
  expect(await reachedIn(id, orphan.id)).toBe('unreachable')
  expect(new Set(children.map(({ group }) => group))).toEqual(new Set([sonnen]))
  expect(new Set((await reach(anna, id)).children.map(({ group }) => group)).size).toBe(3)
  expect((await reach(anna, id)).families.of).toBeGreaterThan(families.of)
  for (const who of [paula, claraOfCouncil])
    expect(answerOf(await house.call('announcement.reach', who, { announcement: id }))).toBe('forbidden')
  for (const who of [sami, olga])
    expect(answerOf(await house.call('announcement.reach', who, { announcement: forestDay }))).toBe('not-found')
  expect(answerOf(await house.call('announcement.reach', emre, { announcement: gymBags }))).toBe('not-found')
})

test('[K-02, D-08] switched off or removed, nothing is opened and nothing is shown of it', async () => {
  const { id } = await told()
  orFail(await house.call('module.switch', anna, { facility, module: 'announcements', on: false }))
  expect(answerOf(await open(paula, id))).toBe('module-off')
  expect(answerOf(await house.call('announcement.unopened', paula, { facility }))).toBe('module-off')
  expect(answerOf(await house.call('announcement.reach', emre, { announcement: id }))).toBe('module-off')
  orFail(await house.call('module.switch', anna, { facility, module: 'announcements', on: true }))
  orFail(await open(paula, id))
  orFail(await house.call('announcement.remove', emre, { announcement: id }))
  expect(answerOf(await open(clara, id))).toBe('not-found')
  expect(answerOf(await house.call('announcement.reach', emre, { announcement: id }))).toBe('not-found')
  expect(answerOf(await house.call('announcement.unopened', olga, { facility }))).toBe('not-found')
})

test('[K-76, K-41] a row says who opened what and not when, and goes with the announcement', async () => {
  const { id } = await announce(house, anna, { facility, groups: [wellen] })
  house.clock.advance(60_000)
  orFail(await open(sami, id))
  const [row] = await rows().find({ announcement: id }).toArray()
  const announcement = await house.ground.database.data
    .collection<{ _id: string; at: Date; expiresAt: Date }>('announcements')
    .findOne({ _id: id })
  expect(row).toMatchObject({ person: sami.person, at: announcement!.at, expiresAt: announcement!.expiresAt })
  expect(row!._id.toString()[14]).toBe('4')
  expect(Object.keys(row!).sort()).toEqual(['_id', 'announcement', 'at', 'expiresAt', 'facility', 'person', 'v'])
})

test('[K-06, K-79] with the account goes what it had opened', async () => {
  const { id } = await told()
  orFail(await open(paul, id))
  expect(await reachedIn(id)).toBe('opened')
  orFail(await house.call('account.delete', { person: paul.person, as: null }, { password: demoPassword }))
  expect(await rows().countDocuments({ person: paul.person })).toBe(0)
  expect(await reachedIn(id)).toBe('open')
})
