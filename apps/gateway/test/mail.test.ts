import type { AnnouncementId } from '@morgenkreis/protocol'
import { apfelhof, demoPassword, kim, people, sonnen } from '@morgenkreis/world'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ask, guardianOf, vote } from './asking.ts'
import { anna, clara, emre, orFail, paul, paula } from './cast.ts'
import type { Caller, House } from './house.ts'
import { openMailServer } from './mail-server.ts'
import { openPushHouse, toClock, type PushHouse } from './push-house.ts'
import { announce } from './writing.ts'

let push: PushHouse
let house: House
beforeAll(async () => {
  push = await openPushHouse({ MAIL_URL: 'mailbox:', MAIL_FROM: 'post@kita.example' })
  house = push.house
})
afterAll(() => push.close())
beforeEach(() => {
  house.clock.advance(48 * hourMs)
  toClock(house, '12:00')
})

const hourMs = 60 * 60 * 1000
const patience = { timeout: 15_000, interval: 50 }
const emailOf = ({ person }: Caller) => people.find(({ id }) => id === person)!.email
const rows = (like: object) => house.ground.notify.deliveries.model.find(like).lean()
const page = async () => (await fetch(`${house.gateway.origin}/dev/mail`)).text()
const spreadTo = (who: Caller) => expect.poll(() => rows({ person: who.person, subscription: null }), patience)
const self = ({ person }: Caller) => ({ person, as: null })

test('[N4] what nobody opened within its time is mailed as a link, and opens from there', async () => {
  const { id } = await announce(house, emre, { facility: apfelhof, groups: [sonnen], title: 'Geheimer Titel' })
  await spreadTo(paula).toMatchObject([{ ref: id, state: 'waiting' }])
  expect(await page()).not.toContain(emailOf(paula))
  house.clock.advance(25 * hourMs)
  await expect.poll(page, patience).toContain(emailOf(paula))
  const html = await page()
  const [mail] = await rows({ person: paula.person, subscription: null })
  expect(html).toContain(`href="${house.gateway.origin}/mitteilung/${mail!._id}"`)
  // K-08: nothing of what it is about leaves the house.
  for (const word of ['Geheimer Titel', 'Gummistiefel', 'Apfelhof', 'Sonnen', 'Paula', 'Emre', demoPassword, id])
    expect(html).not.toContain(word)
  expect(orFail(await house.call('push.open', self(paula), { delivery: mail!._id }))).toEqual({
    thread: { kind: 'announcement', id },
    as: [paula.as],
  })
  expect(html).not.toContain(emailOf(emre))
})

const mailsTo = async ({ person }: Caller) => (await rows({ person, subscription: null, state: 'taken' })).length
const waitsFor = ({ person }: Caller, ref: AnnouncementId) =>
  expect.poll(() => rows({ person, ref, subscription: null }), patience).toHaveLength(1)
const settled = () => expect.poll(() => rows({ state: 'waiting' }), patience).toEqual([])
const reachedOf = async (announcement: AnnouncementId) =>
  orFail(await house.call('announcement.reach', emre, { announcement })).children.find(({ child }) => child === kim)
    ?.reached
const open = async (who: Caller, announcement: AnnouncementId) =>
  orFail(await house.call('announcement.open', who, { announcement }))

test('[N4] who opened it gets no mail; who did not gets one, also where a device took it', async () => {
  const before = await Promise.all([paula, paul, clara].map(mailsTo))
  const { device } = await push.subscribe(paula)
  const { id } = await announce(house, emre, { facility: apfelhof, groups: [sonnen] })
  await waitsFor(paula, id)
  await expect.poll(() => push.origin.toldTo(device).length, patience).toBeGreaterThan(0)
  await open(clara, id)
  expect(await reachedOf(id)).toBe('open')
  house.clock.advance(25 * hourMs)
  await settled()
  expect(await Promise.all([paula, paul, clara].map(mailsTo))).toEqual([before[0]! + 1, before[1]! + 1, before[2]])
  expect(await reachedOf(id)).toBe('mailed')
  await open(paul, id)
  expect(await reachedOf(id)).toBe('opened')
})

test('[N4] a poll that closes today is mailed when half of its time is over, to who has not answered', async () => {
  orFail(await house.call('module.switch', anna, { facility: apfelhof, module: 'polls', on: true }))
  const before = await Promise.all([paul, clara].map(mailsTo))
  const closesAt = new Date(house.clock.now().getTime() + 6 * hourMs).toISOString()
  const { id, at } = await ask(house, emre, { closesAt })
  const dueAt = new Date((Date.parse(at) + Date.parse(closesAt)) / 2)
  for (const { person } of [paul, clara])
    await expect.poll(() => rows({ person, ref: id, subscription: null }), patience).toMatchObject([{ dueAt }])
  orFail(await vote(house, clara, { poll: id, child: guardianOf(clara).child }))
  house.clock.advance(3.1 * hourMs)
  await settled()
  expect(await Promise.all([paul, clara].map(mailsTo))).toEqual([before[0]! + 1, before[1]])
})

test('[N4, N5] what is urgent is mailed within the hour', async () => {
  const before = await mailsTo(paula)
  const { id } = await announce(house, emre, { facility: apfelhof, groups: [sonnen], reason: 'Rohrbruch' })
  await waitsFor(paula, id)
  house.clock.advance(1.1 * hourMs)
  await settled()
  expect(await mailsTo(paula)).toBe(before + 1)
  expect(await page()).not.toContain('Rohrbruch')
})

test('[N4] a reminder is mailed to who has still to confirm, also if it was opened; not to who confirmed', async () => {
  const { id } = await announce(house, emre, { facility: apfelhof, groups: [sonnen], confirmation: 'all' })
  for (const who of [paula, paul]) await open(who, id)
  orFail(await house.call('announcement.remind', emre, { announcement: id }))
  orFail(await house.call('announcement.confirm', paul, { announcement: id, child: kim }))
  const before = await Promise.all([paula, paul].map(mailsTo))
  await expect.poll(() => rows({ event: 'announcement.reminded', person: paul.person }), patience).toHaveLength(1)
  house.clock.advance(25 * hourMs)
  await settled()
  expect(await Promise.all([paula, paul].map(mailsTo))).toEqual([before[0]! + 1, before[1]])
})

test('[N4] nothing is mailed to somebody who wants no mail, nor of what was removed', async () => {
  const before = await Promise.all([paula, paul].map(mailsTo))
  orFail(
    await house.call('push.prefer', self(paul), {
      categories: ['announcements', 'comments'],
      quiet: 'off',
      mail: false,
    }),
  )
  const kept = await announce(house, emre, { facility: apfelhof, groups: [sonnen] })
  const removed = await announce(house, emre, { facility: apfelhof, groups: [sonnen] })
  for (const { id } of [kept, removed]) await expect.poll(() => rows({ ref: id }), patience).not.toEqual([])
  orFail(await house.call('announcement.remove', emre, { announcement: removed.id }))
  house.clock.advance(25 * hourMs)
  await settled()
  expect(await Promise.all([paula, paul].map(mailsTo))).toEqual([before[0]! + 1, before[1]])
  expect(await reachedOf(kept.id)).toBe('mailed')
})

test('[N4] after an outage of two days what nobody opened is still mailed, and rings no more', async () => {
  const before = await Promise.all([paula, paul].map(mailsTo))
  const { device } = await push.subscribe(paula)
  const { deliveries, followed } = house.ground.notify
  const { id } = await announce(house, emre, { facility: apfelhof, groups: [sonnen] })
  await waitsFor(paula, id)
  await expect.poll(() => push.origin.toldTo(device).length, patience).toBe(1)
  await open(paul, id)
  // As if nobody had followed the journal meanwhile.
  await deliveries.native.deleteMany({ ref: id })
  house.clock.advance(48 * hourMs)
  const row = await house.ground.journal.journal.model.findOne({ ref: id }).lean()
  await followed.native.updateOne({ _id: row!.stream }, { $set: { n: row!.n - 1 } })
  await waitsFor(paula, id)
  await settled()
  expect(await Promise.all([paula, paul].map(mailsTo))).toEqual([before[0]! + 1, before[1]])
  expect(push.origin.toldTo(device)).toHaveLength(1)
})

test('[N4, K-08] the mailbox is asked from this machine alone', async () => {
  const answer = await fetch(`${house.gateway.origin}/dev/mail`, { headers: { 'x-forwarded-for': '203.0.113.7' } })
  expect(answer.status).toBe(404)
})

test('[N4] a mail server gets one mail for each person; refused, it is given up; away, it is asked again', async () => {
  const server = await openMailServer()
  const { said } = server
  const other = await openPushHouse({ MAIL_URL: server.url, MAIL_FROM: 'post@kita.example' })
  try {
    await announce(other.house, emre, { facility: apfelhof, groups: [sonnen] })
    const mails = () => other.house.ground.notify.deliveries.model.find({ subscription: null }).lean()
    await expect.poll(async () => (await mails()).length, patience).toBeGreaterThan(5)
    server.answer = '550 unknown'
    other.house.clock.advance(25 * hourMs)
    await expect.poll(async () => (await mails()).every(({ state }) => state === 'dead'), patience).toBe(true)
    await other.house.ground.notify.deliveries.model.updateMany({}, { $set: { state: 'waiting' } })
    server.answer = '451 later'
    await expect
      .poll(async () => (await mails()).every(({ state, tries }) => state === 'waiting' && tries > 1), patience)
      .toBe(true)
    server.answer = '250 ok'
    said.length = 0
    other.house.clock.advance(2 * hourMs)
    await expect.poll(async () => (await mails()).every(({ state }) => state === 'taken'), patience).toBe(true)
    const recipients = said.filter((line) => line.startsWith('RCPT'))
    expect(recipients).toHaveLength((await mails()).length)
    expect(new Set(recipients).size).toBe(recipients.length)
    expect(recipients.join()).toContain(emailOf(paula))
    // Whatever happens after it was taken: sent anew, it is the same mail.
    const named = said.flatMap((line) => /^message-id: (.*)$/i.exec(line)?.[1] ?? [])
    expect(named.sort()).toEqual((await mails()).map(({ _id }) => `<${_id}@kita.example>`).sort())
    const log = other.house.logged.join()
    expect(log).not.toContain(emailOf(paula))
    expect(log).toContain('550')
  } finally {
    await other.close()
    server.close()
  }
}, 60_000)

test('[K-35] after a removal was answered nothing more is mailed, not even what was on its way', async () => {
  const server = await openMailServer()
  const other = await openPushHouse({ MAIL_URL: server.url, MAIL_FROM: 'post@kita.example' })
  try {
    const mails = (more: object = {}) =>
      other.house.ground.notify.deliveries.model.find({ subscription: null, ...more }).lean()
    const { id } = await announce(other.house, emre, { facility: apfelhof, groups: [sonnen] })
    await expect.poll(() => mails({ person: paula.person }), patience).toHaveLength(1)
    server.silentTo = emailOf(paula)
    server.answer = null
    other.house.clock.advance(25 * hourMs)
    const asked = (who: Caller) => server.said.some((line) => line.startsWith(`RCPT TO:<${emailOf(who)}>`))
    await expect.poll(() => asked(paula), patience).toBe(true)
    orFail(await other.house.call('membership.remove', anna, { membership: paula.as }))
    server.answer = '250 ok'
    await expect
      .poll(async () => (await mails({ person: { $ne: paula.person }, state: 'waiting' })).length, patience)
      .toBe(0)
    other.house.clock.advance(2 * hourMs)
    await expect.poll(async () => (await mails({ state: 'waiting' })).length, patience).toBe(0)
    expect(await mails({ person: paula.person })).toMatchObject([{ ref: id, state: 'dropped' }])
    expect(server.said.filter((line) => line.toLowerCase() === `to: ${emailOf(paula)}`)).toEqual([])
    expect(server.said.filter((line) => line.toLowerCase().startsWith('to: ')).length).toBeGreaterThan(0)
  } finally {
    await other.close()
    server.close()
  }
}, 60_000)
