import { apfelhof, kranichweg } from '@morgenkreis/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anna, answerOf, beginningOfFew, claraOfCouncil, forestDay, olga, orFail, paula, sami } from './cast.ts'
import { openHouse, type House } from './house.ts'
import { announce, comment } from './writing.ts'

let house: House
beforeAll(async () => {
  house = await openHouse({}, { beginning: beginningOfFew })
})
afterAll(() => house.close())

const day = 24 * 60 * 60 * 1000
const rows = () => house.ground.database.data.collection<{ _id: string; at: Date; expiresAt: Date }>('comments')
const keptDays = async (id: string) => {
  const row = await rows().findOne({ _id: id })
  return row === null ? null : (row.expiresAt.getTime() - row.at.getTime()) / day
}
const facility = apfelhof

test('[K-76] each facility has its own periods, the usual ones until it sets others', async () => {
  const { periods } = orFail(await house.call('retention.read', anna, { facility }))
  expect(periods).toContainEqual({ kept: 'comments', days: 365 })
  expect(periods).toContainEqual({ kept: 'audit', days: 365 })
  orFail(await house.call('retention.set', anna, { facility, kept: 'comments', days: 30 }))
  expect(orFail(await house.call('retention.read', anna, { facility })).periods).toContainEqual({
    kept: 'comments',
    days: 30,
  })
  const others = orFail(await house.call('retention.read', olga, { facility: kranichweg }))
  expect(others.periods).toContainEqual({ kept: 'comments', days: 365 })
  const said = await comment(house, paula, forestDay, 'Einen Monat lang.')
  expect(await keptDays(said.id)).toBe(30)
})

test('[K-76] a period has bounds', async () => {
  for (const days of [0, 13, 1096, -1, 30.5])
    expect([days, answerOf(await house.call('retention.set', anna, { facility, kept: 'comments', days }))]).toEqual([
      days,
      'invalid',
    ])
  // What was reported of a child has bounds of its own.
  for (const days of [6, 181])
    for (const kept of ['sick-notes', 'absences'] as const)
      expect(answerOf(await house.call('retention.set', anna, { facility, kept, days }))).toBe('invalid')
})

test('[K-76] a shorter period shortens what is stored, and says how much is left to do; a longer one leaves it', async () => {
  orFail(await house.call('retention.set', anna, { facility, kept: 'comments', days: 300 }))
  const said = await comment(house, paula, forestDay, 'Kürzer als gedacht.')
  expect(await keptDays(said.id)).toBe(300)
  orFail(await house.call('retention.set', anna, { facility, kept: 'comments', days: 20 }))
  await house.gateway.work('periods')
  expect(await keptDays(said.id)).toBe(20)
  expect(orFail(await house.call('retention.read', anna, { facility })).left).toBe(0)
  orFail(await house.call('retention.set', anna, { facility, kept: 'comments', days: 400 }))
  await house.gateway.work('periods')
  expect(await keptDays(said.id)).toBe(20)
  // While another gateway has the lease, this one leaves the work to it, and says how much there is.
  const leases = house.ground.leases.native
  await leases.updateOne(
    { _id: 'periods' },
    { $set: { holder: 'another', until: new Date(Date.now() + 3_600_000) } },
    { upsert: true },
  )
  orFail(await house.call('retention.set', anna, { facility, kept: 'comments', days: 19 }))
  expect(await house.gateway.work('periods')).toBe(false)
  expect(orFail(await house.call('retention.read', anna, { facility })).left).toBeGreaterThan(0)
  expect(await keptDays(said.id)).toBe(20)
  // Its lease is over: this one takes it.
  await leases.updateOne({ _id: 'periods' }, { $set: { until: new Date(0) } })
  await expect.poll(() => house.gateway.work('periods')).toBe(true)
  expect(await keptDays(said.id)).toBe(19)
  expect(orFail(await house.call('retention.read', anna, { facility })).left).toBe(0)
  house.clock.advance(20 * day)
})

test('[K-76, I6] what the shorter period ends is served to nobody from then on, also what stands on a remembered place', async () => {
  const { id } = await announce(house, claraOfCouncil, { facility, groups: 'all' })
  await comment(house, sami, id, 'Solange es noch da ist.')
  house.clock.advance(15 * day)
  await comment(house, sami, id, 'Immer noch.')
  orFail(await house.call('retention.set', anna, { facility, kept: 'announcements', days: 14 }))
  await house.gateway.work('periods')
  expect(answerOf(await house.call('announcement.read', sami, { announcement: id }))).toBe('not-found')
  await expect
    .poll(async () => answerOf(await house.call('comment.publish', sami, { announcement: id, text: 'Zu spät.' })))
    .toBe('not-found')
  const preview = orFail(await house.call('retention.preview', anna, { facility }))
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(house.clock.now())
  expect(preview.goes.find(({ module, on }) => module === 'announcements' && on === today)?.rows).toBeGreaterThan(0)
  await house.gateway.work('purge')
  const after = orFail(await house.call('retention.preview', anna, { facility }))
  expect(after.goes.filter(({ on }) => on === today)).toEqual([])
})

test('[K-76] the preview counts what people wrote, and what goes along with something else on the day of that', async () => {
  const before = orFail(await house.call('retention.preview', anna, { facility })).goes
  const { id } = await announce(house, claraOfCouncil, { facility, groups: 'all' })
  const { id: kept } = await announce(house, claraOfCouncil, { facility, groups: 'all' })
  for (const announcement of [id, kept]) await comment(house, sami, announcement, 'Das geht mit.')
  orFail(await house.call('announcement.open', sami, { announcement: id }))
  orFail(await house.call('announcement.remove', claraOfCouncil, { announcement: id }))
  const on = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(
    house.clock.now().getTime() + 7 * day,
  )
  const { goes } = orFail(await house.call('retention.preview', anna, { facility }))
  const rowsOn = (all: typeof goes, module: string) =>
    all.find((one) => one.on === on && one.module === module)?.rows ?? 0
  for (const module of ['announcements', 'comments'])
    expect([module, rowsOn(goes, module) - rowsOn(before, module)]).toEqual([module, 1])
  house.clock.advance(7 * day)
  await house.gateway.work('purge')
})

test('[K-76] the preview says what a proposed period would delete, by day in Berlin, and deletes nothing', async () => {
  // Sessions do not last that long.
  await house.close()
  house = await openHouse({}, { beginning: beginningOfFew })
  house.clock.advance(new Date('2027-03-20T12:00:00Z').getTime() - house.clock.now().getTime())
  const { id } = await announce(house, claraOfCouncil, { facility, groups: 'all' })
  // The evening before clocks go forward in Berlin.
  const saturday = new Date('2027-03-27T22:30:00Z')
  house.clock.advance(saturday.getTime() - house.clock.now().getTime())
  await rows().deleteMany({})
  const sunday = new Date(saturday.getTime() + day)
  const stored = house.ground.database.data.collection<{ _id: string; [field: string]: unknown }>('announcements')
  const doc = (await stored.findOne({ _id: id }))!
  await stored.deleteMany({ _id: { $ne: id } })
  const insert = (at: Date, n: number) =>
    stored.insertOne({
      ...doc,
      _id: `${id.slice(0, -2)}0${n}`,
      at: new Date(at.getTime() - 100 * day),
      expiresAt: new Date(at.getTime() + 265 * day),
      proof: { ...(doc['proof'] as object), preview: `p${n}` },
    })
  await insert(saturday, 1)
  await insert(sunday, 2)
  const before = await stored.countDocuments()
  const goes = async (days: number) =>
    orFail(
      await house.call('retention.preview', anna, { facility, proposed: { kept: 'announcements', days } }),
    ).goes.filter(({ on }) => on >= '2027-03-27' && on <= '2027-03-29')
  // 22:30 UTC is 23:30 on Saturday; a day later the clocks have moved, and it is Monday already.
  expect(await goes(100)).toEqual([
    { module: 'announcements', on: '2027-03-27', rows: 1 },
    { module: 'announcements', on: '2027-03-29', rows: 1 },
  ])
  expect(await stored.countDocuments()).toBe(before)
})
