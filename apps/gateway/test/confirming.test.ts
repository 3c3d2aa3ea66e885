import { randomUUID } from 'node:crypto'
import type { AnnouncementId, Asked, ChildId, OutputOf } from '@morgenkreis/protocol'
import { apfelhof, children, kim, memberships, sonnen, wellen } from '@morgenkreis/world'
import { expect, test, vi } from 'vitest'
import {
  anna,
  answerOf,
  clara,
  claraOfCouncil,
  emre,
  forestDay,
  frieda,
  olga,
  orFail,
  paul,
  paula,
  sami,
} from './cast.ts'
import type { Caller } from './house.ts'
import { Phone } from './phone.ts'
import { standingHouse } from './standing-house.ts'
import { acknowledged, announce, type Draft } from './writing.ts'

const house = await standingHouse()

const day = 24 * 60 * 60 * 1000
const jonte = childOf(clara)
const layan = childOf(sami)

function childOf({ as }: Caller): ChildId {
  const found = memberships.find(({ id }) => id === as)?.children[0]?.child
  if (found === undefined) throw new Error('no child')
  return found
}

const asks = (confirmation: 'one' | 'all', more: Partial<Draft> = {}) =>
  announce(house, emre, { facility: apfelhof, groups: [sonnen], confirmation, ...more })
const confirm = (who: Caller, announcement: AnnouncementId, child: ChildId = kim) =>
  house.call('announcement.confirm', who, { announcement, child })
const askedOf = async (who: Caller, announcement: AnnouncementId): Promise<Asked[]> =>
  orFail(await house.call('confirmation.list', who, { facility: apfelhof, announcement })).asked
const progress = async (who: Caller, announcement: AnnouncementId) =>
  orFail(await house.call('announcement.progress', who, { announcement }))
const progressOf = async (announcement: AnnouncementId, child: ChildId = kim) =>
  (await progress(emre, announcement)).children.find((one) => one.child === child)
const headsOf = async (who: Caller) => orFail(await house.call('room.list', who, {})).rooms
/** Everything that the rooms of this person ever told, rendered now. */
const toldTo = async (who: Caller) => {
  const cursors = (await headsOf(who)).map((cursor) => ({ ...cursor, seq: 0 }))
  return orFail(await house.call('room.sync', who, { cursors })).slices
}

test('[D-07] an announcement that asks says so, and to each guardian for each own child', async () => {
  const { id, confirmation, title } = await asks('all')
  expect(confirmation).toBe('all')
  expect(await askedOf(paula, id)).toEqual([{ announcement: id, title, child: kim, open: true, reminded: false }])
  expect(await askedOf(sami, id)).toEqual([])
  const plain = await announce(house, emre, { facility: apfelhof, groups: [sonnen] })
  expect(Object.keys(plain)).not.toContain('confirmation')
  expect(await askedOf(paula, plain.id)).toEqual([])
})

test('[D-07] where one is enough, the first guardian of a child does it for both', async () => {
  const { id } = await asks('one')
  expect(await progressOf(id)).toMatchObject({ state: 'open', confirmed: 0, of: 2 })
  expect(orFail(await confirm(paula, id))).toEqual({ announcement: id, child: kim, v: 1 })
  expect(await progressOf(id)).toMatchObject({ state: 'confirmed', confirmed: 1, of: 2 })
  for (const who of [paula, paul]) {
    expect(await askedOf(who, id)).toMatchObject([{ open: false }])
    expect(answerOf(await confirm(who, id))).toBe('confirmed-already')
  }
  expect(await askedOf(clara, id)).toMatchObject([{ child: jonte, open: true }])
})

test('[D-07] where all have to, each does it alone', async () => {
  const { id } = await asks('all')
  orFail(await confirm(paula, id))
  expect(await progressOf(id)).toMatchObject({ state: 'open', confirmed: 1, of: 2 })
  expect(await askedOf(paula, id)).toMatchObject([{ open: false }])
  expect(await askedOf(paul, id)).toMatchObject([{ open: true }])
  orFail(await confirm(paul, id))
  expect(await progressOf(id)).toMatchObject({ state: 'confirmed', confirmed: 2, of: 2 })
})

test('[I3] a double tap, a lost reply, and two guardians at once: each slot is filled once', async () => {
  const { id } = await asks('one')
  const twoAtOnce = await Promise.all([confirm(paula, id), confirm(paul, id), confirm(paula, id), confirm(paul, id)])
  expect(twoAtOnce.map(answerOf).sort()).toEqual(['confirmed-already', 'confirmed-already', 'confirmed-already', 'ok'])
  const all = await asks('all')
  const taps = await Promise.all([confirm(paula, all.id), confirm(paul, all.id), confirm(paula, all.id)])
  expect(taps.map(answerOf).sort()).toEqual(['confirmed-already', 'ok', 'ok'])
  const request = randomUUID()
  const input = { announcement: (await asks('one')).id, child: kim }
  const first = orFail(await house.call('announcement.confirm', paula, input, request))
  expect(orFail(await house.call('announcement.confirm', paula, input, request))).toEqual(first)
  expect(answerOf(await house.call('announcement.confirm', paula, { ...input, child: jonte }, request))).not.toBe('ok')
  const rows = house.ground.database.data.collection('confirmations')
  expect(await rows.countDocuments({ announcement: input.announcement })).toBe(1)
  expect(await rows.countDocuments({ announcement: id })).toBe(1)
})

test('[K-36] for another’s child, a child of another group, and one that is none: not found, and nothing is stored', async () => {
  const { id } = await asks('one')
  const nobody = '018cc251-f405-7000-8000-00000000ffff' as ChildId
  for (const [who, child] of [
    [clara, kim],
    [paula, jonte],
    [paula, layan],
    [paula, nobody],
  ] as const)
    expect(answerOf(await confirm(who, id, child))).toBe('not-found')
  expect(answerOf(await confirm(sami, id, layan))).toBe('not-found')
  expect(answerOf(await confirm(olga, id))).toBe('not-found')
  for (const who of [anna, emre, frieda, claraOfCouncil]) expect(answerOf(await confirm(who, id))).toBe('forbidden')
  expect(answerOf(await confirm(paula, forestDay))).toBe('nothing-to-confirm')
  expect(await house.ground.database.data.collection('confirmations').countDocuments({ announcement: id })).toBe(0)
})

test('[D-07, N4] staff see the children of their groups by sign and name: confirmed, open, not reachable', async () => {
  const orphan = orFail(
    await house.call('child.join', anna, {
      facility: apfelhof,
      group: sonnen,
      sign: 'owl',
      name: 'Noor',
      guardians: [],
    }),
  )
  const { id } = await asks('one')
  orFail(await confirm(paula, id))
  const { children: shown, confirmation, reminded } = await progress(frieda, id)
  expect({ confirmation, reminded }).toEqual({ confirmation: 'one', reminded: false })
  const inSonnen = children.filter(({ group }) => group === sonnen)
  expect(shown.map(({ child }) => child).sort()).toEqual([...inSonnen.map((one) => one.id), orphan.id].sort())
  expect(shown.find(({ child }) => child === kim)).toEqual({
    ...{ child: kim, group: sonnen, sign: 'kite', name: 'Kim Tannhof' },
    ...{ state: 'confirmed', confirmed: 1, of: 2 },
  })
  expect(shown.find(({ child }) => child === orphan.id)).toMatchObject({ state: 'unreachable', of: 0 })
  expect(shown.filter(({ state }) => state === 'confirmed')).toHaveLength(1)
  for (const who of [paula, claraOfCouncil])
    expect(answerOf(await house.call('announcement.progress', who, { announcement: id }))).toBe('forbidden')
  for (const who of [sami, olga])
    expect(answerOf(await house.call('announcement.progress', who, { announcement: id }))).toBe('not-found')
})

test('[K-15] of an announcement to all, an educator sees the children of the own groups and no others', async () => {
  const { id } = await announce(house, anna, { facility: apfelhof, groups: 'all', confirmation: 'one' })
  const groups = new Set((await progress(emre, id)).children.map(({ group }) => group))
  expect(groups).toEqual(new Set([sonnen]))
  expect(new Set((await progress(anna, id)).children.map(({ group }) => group)).size).toBe(3)
  const before = await headsOf(emre)
  orFail(await confirm(sami, id, layan))
  expect(await headsOf(emre)).toEqual(before)
})

test('[D-07] a reminder reaches the guardians who are still asked, once a day', async () => {
  const { id } = await asks('one')
  orFail(await confirm(paula, id))
  const [done, open] = [await headsOf(paula), await headsOf(clara)]
  for (const who of [frieda, paula, claraOfCouncil])
    expect(answerOf(await house.call('announcement.remind', who, { announcement: id }))).toBe('forbidden')
  const twice = await Promise.all(
    [emre, anna].map((who) => house.call('announcement.remind', who, { announcement: id })),
  )
  expect(twice.map(answerOf).sort()).toEqual(['ok', 'reminded-today'])
  expect(await headsOf(paula)).toEqual(done)
  expect(await headsOf(clara)).not.toEqual(open)
  expect(await askedOf(clara, id)).toMatchObject([{ open: true, reminded: true }])
  expect(await askedOf(paula, id)).toMatchObject([{ open: false, reminded: false }])
  expect((await progress(emre, id)).reminded).toBe(true)
  expect(answerOf(await house.call('announcement.remind', emre, { announcement: id }))).toBe('reminded-today')
  house.clock.advance(day)
  expect((await progress(emre, id)).reminded).toBe(false)
  expect(answerOf(await house.call('announcement.remind', emre, { announcement: id }))).toBe('ok')
  expect(answerOf(await house.call('announcement.remind', emre, { announcement: forestDay }))).toBe(
    'nothing-to-confirm',
  )
})

test('[D-07] where nothing is open there is nothing to remind of', async () => {
  const facility = apfelhof
  const { id } = await announce(house, anna, { facility, groups: [wellen], confirmation: 'one' })
  for (const { id: as, person, children: own } of memberships)
    for (const { child } of own)
      if (children.some((one) => one.id === child && one.group === wellen)) await confirm({ person, as }, id, child)
  expect(answerOf(await house.call('announcement.remind', anna, { announcement: id }))).toBe('nothing-open')
})

test('[K-37, K-39, D-02] no other family notices a confirmation: not in a byte, not by a gap in a sequence', async () => {
  const phones = await Promise.all([emre, clara, sami, paula, paul].map((who) => Phone.of(house, who)))
  const [atEmre, atClara, atSami, atPaula, atPaul] = phones as [Phone, Phone, Phone, Phone, Phone]
  const { id } = await announce(house, anna, { facility: apfelhof, groups: 'all', confirmation: 'all' })
  await vi.waitFor(
    () => expect(phones.every(({ told }) => told.some(({ event }) => event.ref === id))).toBe(true),
    10_000,
  )
  const others = [clara, claraOfCouncil, sami]
  const before = await Promise.all(others.map(headsOf))
  for (const who of [clara, sami]) house.heardBy(who.person).length = 0
  orFail(await confirm(paula, id))
  const confirmed = (phone: Phone) => phone.told.filter(({ event }) => event.name === 'announcement.confirmed')
  await vi.waitFor(() => expect([atEmre, atPaula].map((phone) => confirmed(phone).length)).toEqual([1, 1]), 10_000)
  expect(confirmed(atPaula)[0]).toMatchObject({ room: `member:${paula.as}` })
  expect(confirmed(atEmre)[0]).toMatchObject({ room: `group:${sonnen}:staff` })
  expect([atClara, atSami, atPaul].map((phone) => confirmed(phone).length)).toEqual([0, 0, 0])
  expect(await Promise.all(others.map(headsOf))).toEqual(before)
  for (const who of [clara, sami]) {
    await toldTo(who)
    const bytes = house.heardBy(who.person).join('\n')
    expect([kim, paula.as].filter((one) => bytes.includes(one))).toEqual([])
  }
  for (const phone of phones) phone.leave()
})

test('[N9] of each other, those who live apart find that it is done where one is enough: not when, not by whom', async () => {
  const { id } = await asks('one')
  const phones = await Promise.all([emre, paula].map((who) => Phone.of(house, who)))
  await headsOf(paul)
  const bytes = () => house.heardBy(paul.person).length
  const before = { heads: await headsOf(paul), told: await toldTo(paul) }
  const heard = bytes()
  house.clock.advance(7 * 60 * 1000 + 123)
  const then = house.clock.now().toISOString()
  orFail(await confirm(paula, id))
  const isDone = ({ event }: Phone['told'][number]) =>
    event.name === 'announcement.confirmed' && idIn(event.data) === id
  await vi.waitFor(() => expect(phones.map(({ told }) => told.filter(isDone).length)).toEqual([1, 1]), 10_000)
  // Not a byte reaches him by itself, and no number of his rooms grows.
  expect(bytes()).toBe(heard)
  expect({ heads: await headsOf(paul), told: await toldTo(paul) }).toEqual(before)
  // He finds it when he reads.
  expect(await askedOf(paul, id)).toMatchObject([{ open: false }])
  expect(answerOf(await confirm(paul, id))).toBe('confirmed-already')
  const read = house.heardBy(paul.person).slice(heard).join('\n')
  expect([paula.as, paula.person, then].filter((one) => read.includes(one))).toEqual([])
  for (const phone of phones) phone.leave()
})

test('[N9] where all have to, nothing that Paula does reaches Paul, not even a number', async () => {
  const { id } = await asks('all')
  const seen = async () => [await headsOf(paul), await askedOf(paul, id), await toldTo(paul)]
  const before = await seen()
  orFail(await confirm(paula, id))
  expect(await seen()).toEqual(before)
  orFail(await confirm(paul, id))
  expect(JSON.stringify(await toldTo(paul))).not.toContain(paula.as)
})

test('[D-08] what hangs on a removed announcement is gone with it', async () => {
  const { id } = await asks('one')
  const confirmed = orFail(await confirm(paula, id))
  orFail(await house.call('announcement.remind', emre, { announcement: id }))
  orFail(await house.call('announcement.remove', emre, { announcement: id }))
  expect(answerOf(await confirm(clara, id, jonte))).toBe('not-found')
  for (const name of ['announcement.progress', 'announcement.remind'] as const)
    expect(answerOf(await house.call(name, emre, { announcement: id }))).toBe('not-found')
  expect(await askedOf(paula, id)).toEqual([])
  const told = (await toldTo(clara)).flatMap((slice) => slice.events)
  expect(told.filter(({ name, data }) => name === 'announcement.reminded' && idIn(data) === id)).toEqual([])
  expect(JSON.stringify(await toldTo(paula))).not.toContain(JSON.stringify(confirmed))
})

test('[K-02] with announcements off, nothing is confirmed and nobody is reminded', async () => {
  const { id } = await asks('one')
  orFail(await house.call('module.switch', anna, { facility: apfelhof, module: 'announcements', on: false }))
  const facility = apfelhof
  expect(answerOf(await confirm(paula, id))).toBe('module-off')
  expect(answerOf(await house.call('confirmation.list', paula, { facility }))).toBe('module-off')
  expect(answerOf(await house.call('announcement.progress', emre, { announcement: id }))).toBe('module-off')
  expect(answerOf(await house.call('announcement.remind', emre, { announcement: id }))).toBe('module-off')
  orFail(await house.call('module.switch', anna, { facility, module: 'announcements', on: true }))
  expect(answerOf(await confirm(paula, id))).toBe('ok')
})

test('[D-05, K-32] the council publishes, and asks for no confirmation: it may not see who gave one', async () => {
  const facility = apfelhof
  const groups = [sonnen]
  const acknowledgement = await acknowledged(house, claraOfCouncil, { kind: 'announcement', facility, groups })
  const draft = { facility, groups, title: 'Beirat', text: 'Text', acknowledgement }
  const asking = { ...draft, confirmation: 'one' as const }
  expect(answerOf(await house.call('announcement.publish', claraOfCouncil, asking))).toBe('staff-only')
  expect(answerOf(await house.call('announcement.publish', claraOfCouncil, draft))).toBe('ok')
})

test('[N5, K-67] urgent needs a stated reason; readers are told it, and it is sealed', async () => {
  const reason = 'Das Wasser ist abgestellt'
  const draft = { facility: apfelhof, groups: [sonnen], title: 'Titel', text: 'Text' }
  for (const wrong of [
    { ...draft, priority: 'urgent' as const },
    { ...draft, priority: 'normal' as const, reason },
    { ...draft, reason },
  ])
    expect(await house.call('announcement.publish', emre, wrong)).toMatchObject({
      error: { code: 'invalid', at: 'input.reason' },
    })
  const { id, priority } = await announce(house, emre, { ...draft, reason })
  expect(priority).toBe('urgent')
  expect(orFail(await house.call('announcement.read', paula, { announcement: id }))).toMatchObject({ priority, reason })
  const stored = await house.ground.database.data.collection<{ _id: string }>('announcements').findOne({ _id: id })
  expect(JSON.stringify(stored)).not.toContain(reason)
})

test('[K-38] no name of a child reaches a guardian by any of it', async () => {
  for (const who of [paula, paul, clara, sami]) {
    const bytes = house.heardBy(who.person).join('\n')
    expect(children.filter(({ name }) => bytes.includes(name))).toEqual([])
  }
})

const idIn = (data: unknown) => (data as Partial<OutputOf<'announcement.confirm'>> | undefined)?.announcement
