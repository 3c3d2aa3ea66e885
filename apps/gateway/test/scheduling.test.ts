import type { AnnouncementId, MembershipId, PersonId } from '@morgenkreis/protocol'
import { apfelhof, kim, sonnen, wellen } from '@morgenkreis/world'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import pino from 'pino'
import { expect, test, vi } from 'vitest'
import { features, openGround, readConfig, startGateway } from '../src/index.ts'
import {
  anna,
  answerOf,
  beginningOfFew,
  clara,
  claraOfCouncil,
  emre,
  frieda,
  olga,
  orFail,
  paula,
  sami,
} from './cast.ts'
import { openHouse, type Caller, type House } from './house.ts'
import { expectConverges, Phone, phonesOf } from './phone.ts'
import { standingHouse } from './standing-house.ts'
import { acknowledged, announce, schedule } from './writing.ts'

const house = await standingHouse()

const minute = 60_000
const day = 24 * 60 * minute
const facility = apfelhof
const after = (ms: number) => new Date(house.clock.now().getTime() + ms).toISOString()
/** Two minutes from now, to the Sonnengruppe. */
const later = (who: Caller, more: Partial<Parameters<typeof schedule>[2]> = {}) =>
  schedule(house, who, { facility, groups: [sonnen], publishAt: after(2 * minute), ...more })
const waitingFor = async (who: Caller) =>
  orFail(await house.call('schedule.list', who, { facility })).scheduled.map(({ id }) => id)
const read = async (who: Caller, announcement: AnnouncementId) => house.call('announcement.read', who, { announcement })
const patient = { timeout: 10_000, interval: 20 }
const published = (announcement: AnnouncementId) =>
  vi.waitFor(async () => expect(answerOf(await read(paula, announcement))).toBe('ok'), patient)
const rowsOf = (like: object) => house.ground.database.data.collection('journal').countDocuments(like)

test('[D-05, D-07] what is scheduled passes the gate then, and waits unseen by its readers', async () => {
  const draft = { facility, groups: [sonnen], title: 'Titel', text: 'Ganz geheim bis morgen.', publishAt: after(day) }
  expect(answerOf(await house.call('announcement.publish', emre, draft))).toBe('acknowledgement-missing')
  const phone = await Phone.of(house, paula)
  const before = orFail(await house.call('room.list', paula, {})).rooms
  const waiting = await later(emre, { text: draft.text, publishAt: draft.publishAt })
  expect(waiting).toMatchObject({ publishAt: draft.publishAt, v: 1 })
  for (const who of [emre, anna]) expect(await waitingFor(who)).toContain(waiting.id)
  for (const who of [frieda, claraOfCouncil]) expect(await waitingFor(who)).toEqual([])
  expect(answerOf(await house.call('schedule.list', paula, { facility }))).toBe('forbidden')
  expect(answerOf(await house.call('schedule.list', olga, { facility }))).toBe('not-found')
  for (const who of [emre, anna, frieda, paula, sami, claraOfCouncil])
    expect(answerOf(await read(who, waiting.id))).toBe('not-found')
  for (const who of [emre, paula]) {
    const { announcements } = orFail(await house.call('announcement.list', who, { facility }))
    expect(announcements.map(({ id }) => id)).not.toContain(waiting.id)
    const under = { announcement: waiting.id }
    expect(answerOf(await house.call('comment.list', who, under))).toBe('not-found')
    const destination = { kind: 'comment', ...under } as const
    expect(answerOf(await house.call('audience.preview', who, { destination, language: 'de' }))).toBe('not-found')
  }
  expect(answerOf(await house.call('announcement.remove', anna, { announcement: waiting.id }))).toBe('not-found')
  expect(orFail(await house.call('room.list', paula, {})).rooms).toEqual(before)
  const bytes = house.heardBy(paula.person).join('\n')
  expect([waiting.id, draft.text].filter((one) => bytes.includes(one))).toEqual([])
  phone.leave()
  orFail(await house.call('announcement.cancel', emre, { announcement: waiting.id }))
})

test('[D-05] one acknowledgement serves one publication, now or later', async () => {
  const acknowledgement = await acknowledged(house, emre, { kind: 'announcement', facility, groups: [sonnen] })
  const draft = { facility, groups: [sonnen], title: 'Titel', text: 'Text', acknowledgement }
  const waits = orFail(await house.call('announcement.publish', emre, { ...draft, publishAt: after(day) }))
  expect(answerOf(await house.call('announcement.publish', emre, draft))).toBe('acknowledgement-used')
  const again = { ...draft, publishAt: after(2 * day) }
  expect(answerOf(await house.call('announcement.publish', emre, again))).toBe('acknowledgement-used')
  orFail(await house.call('announcement.cancel', emre, { announcement: waits.id }))
})

test('[D-07] not in the past, and at most ninety days ahead', async () => {
  const acknowledgement = await acknowledged(house, emre, { kind: 'announcement', facility, groups: [sonnen] })
  const draft = { facility, groups: [sonnen], title: 'Titel', text: 'Text', acknowledgement }
  for (const ms of [0, -minute, 90 * day + 1000, 4000 * day])
    expect(answerOf(await house.call('announcement.publish', emre, { ...draft, publishAt: after(ms) }))).toBe(
      'schedule-range',
    )
  for (const publishAt of ['morgen', '2026-03-29T02:30', '2026-02-30T07:00:00.000Z', ''])
    expect(answerOf(await house.call('announcement.publish', emre, { ...draft, publishAt }))).toBe('invalid')
})

test('[D-02, D-07] when its time comes it appears by itself on every screen, once, where it belongs in the list', async () => {
  const phones = await phonesOf(house, { emre, clara, paula, sami })
  const waiting = await later(emre, { title: 'Von selbst', confirmation: 'one', reason: 'Morgen ist zu' })
  const between = await announce(house, anna, { facility, groups: [sonnen] })
  await house.installation.admit(...newcomer())
  house.clock.advance(2 * minute)
  await published(waiting.id)
  const { announcements } = orFail(await house.call('announcement.list', paula, { facility }))
  expect(announcements.slice(0, 2).map(({ id }) => id)).toEqual([waiting.id, between.id])
  expect(announcements[0]).toMatchObject({ title: 'Von selbst', v: 2, confirmation: 'one', priority: 'urgent' })
  await expectConverges(phones)
  const told = (phone: Phone) =>
    phone.told.filter(({ event }) => event.name === 'announcement.published' && event.ref === waiting.id).length
  expect(Object.values(phones).map(told)).toEqual([1, 2, 1, 0])
  expect(await waitingFor(emre)).toEqual([])
  // Who was added since reads it, too: the acknowledgement counted when it was scheduled (decision 1).
  const [person, { id: as }] = newcomer()
  expect(answerOf(await read({ person: person.id, as }, waiting.id))).toBe('ok')
  expect(answerOf(await house.call('announcement.cancel', emre, { announcement: waiting.id }))).toBe('not-found')
  for (const phone of Object.values(phones)) phone.leave()
})

test('[K-64] who may cancel it: its author, who writes there, the head; for others it does not exist', async () => {
  const mine = await later(emre)
  for (const who of [frieda, claraOfCouncil, clara, paula, sami, olga])
    expect(answerOf(await house.call('announcement.cancel', who, { announcement: mine.id }))).toBe('not-found')
  const phone = await Phone.of(house, anna)
  expect(orFail(await house.call('announcement.cancel', anna, { announcement: mine.id }))).toMatchObject({ v: 2 })
  expect(answerOf(await house.call('announcement.cancel', emre, { announcement: mine.id }))).toBe('not-found')
  await vi.waitFor(() => expect(phone.told.map(({ event }) => event.name)).toContain('announcement.cancelled'), 10_000)
  phone.leave()
  house.clock.advance(3 * minute)
  await nothingHappens()
  expect(answerOf(await read(emre, mine.id))).toBe('not-found')
  const ofCouncil = await later(claraOfCouncil)
  expect(await waitingFor(claraOfCouncil)).toEqual([ofCouncil.id])
  orFail(await house.call('announcement.cancel', claraOfCouncil, { announcement: ofCouncil.id }))
})

test('[D-07, K-81] what was cancelled lies in nobody’s trash; what waits is told from what was sent', async () => {
  const text = 'Doch nicht gesagt.'
  const { id } = await later(emre, { text })
  const sent = orFail(await house.call('account.read-own', { person: emre.person, as: null }, {})).messages
  expect(sent.filter(({ waits }) => waits).map((one) => one.id)).toEqual([id])
  orFail(await house.call('announcement.cancel', emre, { announcement: id }))
  for (const who of [emre, anna]) {
    expect(JSON.stringify(orFail(await house.call('trash.list', who, { facility })))).not.toContain(id)
    expect(answerOf(await house.call('announcement.restore', who, { announcement: id }))).toBe('not-found')
  }
})

test('[N1] the ledger says what was cancelled: a restore of yesterday does not publish it', async () => {
  const { id } = await later(emre)
  orFail(await house.call('announcement.cancel', emre, { announcement: id }))
  const folder = join(dirname(house.env['ROOT_KEY_FILE'] ?? ''), 'ledger')
  await vi.waitFor(async () => {
    const files = await readdir(folder, { recursive: true, withFileTypes: true })
    const texts = files
      .filter((file) => file.isFile())
      .map((file) => readFile(join(file.parentPath, file.name), 'utf8'))
    expect((await Promise.all(texts)).join('')).toContain(id)
  }, patient)
})

test('[K-76] the period counts from the day of publication, also where it is shortened meanwhile', async () => {
  const publishAt = after(60 * day)
  const { id } = await later(emre, { publishAt })
  const rows = house.ground.database.data.collection<{ _id: string; at: Date; expiresAt: Date }>('announcements')
  const stored = await rows.findOne({ _id: id })
  expect(stored?.at).toEqual(new Date(publishAt))
  expect(stored?.expiresAt.getTime()).toBeGreaterThan(new Date(publishAt).getTime())
  orFail(await house.call('announcement.cancel', emre, { announcement: id }))
})

test('[I3] scheduled twice under one request it waits once, and the reply is the same', async () => {
  const request = crypto.randomUUID()
  const acknowledgement = await acknowledged(house, emre, { kind: 'announcement', facility, groups: [sonnen] })
  const draft = { facility, groups: [sonnen], title: 'Titel', text: 'Text', publishAt: after(minute), acknowledgement }
  const first = orFail(await house.call('announcement.publish', emre, draft, request))
  expect(orFail(await house.call('announcement.publish', emre, draft, request))).toEqual(first)
  house.clock.advance(minute)
  await published(first.id)
  // Asked once more, after it was published: rendered as it is now.
  expect(orFail(await house.call('announcement.publish', emre, draft, request))).toMatchObject({ id: first.id, v: 2 })
})

test('[K-02] with announcements off it is not published: it is held, and says why', async () => {
  const waiting = await later(emre)
  orFail(await house.call('module.switch', anna, { facility, module: 'announcements', on: false }))
  house.clock.advance(2 * minute)
  await vi.waitFor(async () => expect(await rowsOf({ 'request.id': `due:${waiting.id}` })).toBe(1), patient)
  orFail(await house.call('module.switch', anna, { facility, module: 'announcements', on: true }))
  const { scheduled } = orFail(await house.call('schedule.list', emre, { facility }))
  expect(scheduled).toMatchObject([{ id: waiting.id, held: 'module-off', v: 2 }])
  await nothingHappens()
  expect(answerOf(await read(paula, waiting.id))).toBe('not-found')
  orFail(await house.call('announcement.cancel', emre, { announcement: waiting.id }))
})

test('[K-02] with announcements off what waits can still be deleted', async () => {
  const waiting = await later(emre)
  orFail(await house.call('module.switch', anna, { facility, module: 'announcements', on: false }))
  expect(answerOf(await house.call('schedule.list', emre, { facility }))).toBe('module-off')
  expect(answerOf(await house.call('announcement.cancel', frieda, { announcement: waiting.id }))).toBe('not-found')
  orFail(await house.call('announcement.cancel', emre, { announcement: waiting.id }))
  orFail(await house.call('module.switch', anna, { facility, module: 'announcements', on: true }))
  expect(await waitingFor(emre)).not.toContain(waiting.id)
})

test('[I1, I3] two gateways at once, and one that comes later: each thing that is due is published once', async () => {
  const waiting = await Promise.all(Array.from({ length: 12 }, () => later(emre, { groups: [sonnen] })))
  const others = await Promise.all([another(), another()])
  house.clock.advance(3 * minute)
  for (const { id } of waiting) await published(id)
  for (const end of others) await end()
  for (const { id } of waiting) expect(await rowsOf({ ref: id, name: 'announcement.published' })).toBe(1)
})

test('[I1] what came due while no gateway ran is published when one starts', async () => {
  const alone = await openHouse({}, { beginning: beginningOfFew })
  const publishAt = new Date(alone.clock.now().getTime() + minute).toISOString()
  const { id } = await schedule(alone, emre, { facility, groups: [sonnen], publishAt })
  await alone.gateway.close()
  alone.clock.advance(day)
  const ground = await openGround(readConfig(alone.env), alone.clock, pino({ level: 'silent' }))
  const gateway = await startGateway(ground, { features })
  const rows = alone.ground.database.data.collection('journal')
  await vi.waitFor(
    async () => expect(await rows.countDocuments({ ref: id, name: 'announcement.published' })).toBe(1),
    patient,
  )
  await gateway.close()
  await ground.database.close()
  await alone.ground.database.data.dropDatabase()
  await alone.ground.database.keys.dropDatabase()
  await alone.ground.database.close()
})

test('[K-35, D-07] an author who was removed meanwhile publishes nothing; the head sees that it was held', async () => {
  const waiting = await later(emre)
  const elsewhere = await schedule(house, anna, { facility, groups: [wellen], publishAt: after(minute) })
  orFail(await house.call('membership.remove', anna, { membership: emre.as }))
  house.clock.advance(2 * minute)
  await vi.waitFor(async () => expect(answerOf(await read(sami, elsewhere.id))).toBe('ok'), patient)
  await vi.waitFor(async () => {
    const { scheduled } = orFail(await house.call('schedule.list', anna, { facility }))
    expect(scheduled).toMatchObject([{ id: waiting.id, held: 'no-right' }])
  }, patient)
  expect(answerOf(await read(paula, waiting.id))).toBe('not-found')
  orFail(await house.call('announcement.cancel', anna, { announcement: waiting.id }))
})

/** A guardian of Kim who comes later. */
function newcomer(): Parameters<House['installation']['admit']> {
  const person = '018cc251-f403-7000-8000-00000000c001' as PersonId
  const tie = { child: kim, label: null, custody: true, household: null }
  return [
    { id: person, name: 'Oma Tannhof', email: 'oma@demo.morgenkreis.example', password: null },
    {
      ...{ id: '018cc251-f404-7000-8000-00000000c001' as MembershipId, person, facility, role: 'guardian' },
      ...{ groups: [], writes: false, rights: [], children: [tie] },
    },
  ]
}

/** Two rounds of the job go by. */
const nothingHappens = () => new Promise((resolve) => setTimeout(resolve, 2_500))

/** One more gateway on the same ground; answers how to end it. */
async function another(): Promise<() => Promise<void>> {
  const ground = await openGround(readConfig(house.env), house.clock, pino({ level: 'silent' }))
  const gateway = await startGateway(ground, { features })
  return async () => {
    await gateway.close()
    await ground.database.close()
  }
}
