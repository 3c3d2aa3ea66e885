import { randomUUID } from 'node:crypto'
import type { ChildId } from '@morgenkreis/protocol'
import { apfelhof, kim } from '@morgenkreis/world'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { anna, answerOf, clara, claraOfCouncil, emre, frieda, olga, orFail, paul, paula, sami } from './cast.ts'
import { Desk, answers, consent, hanne, jonte, lotta, matti, mirjam, phone, tjark } from './desk.ts'
import { grant } from './granting.ts'
import type { House } from './house.ts'
import { houseOnMonday, today, until } from './monday.ts'

let house: House
let desk: Desk
beforeAll(async () => {
  house = await houseOnMonday()
  desk = new Desk(house)
})
afterAll(() => house.close())
afterEach(() => desk.clear())

test('[K-20, K-11, K-65] a guardian reports the own child, staff with the right those of their groups, nobody else', async () => {
  expect(await answers((who) => desk.report(who))).toEqual({
    anna: 'ok',
    emre: 'forbidden',
    frieda: 'forbidden',
    mirjam: 'ok',
    council: 'not-found',
    clara: 'not-found',
    paula: 'ok',
    paul: 'ok',
    sami: 'not-found',
    tjark: 'not-found',
    olga: 'not-found',
  })
  // One foreign child among the own opens nothing, for staff either.
  expect(answerOf(await desk.report(paula, { children: [kim, jonte] }))).toBe('not-found')
  expect(answerOf(await desk.report(mirjam, { children: [matti, lotta] }))).toBe('not-found')
  expect(answerOf(await desk.report(paula, { children: [kim, randomUUID() as ChildId] }))).toBe('not-found')
  expect(answerOf(await desk.report(paula, { children: [kim, kim] }))).toBe('invalid')
  expect(answerOf(await desk.report(paula, { children: [] }))).toBe('invalid')
})

test('[K-20, K-39] who reads it: the guardians of the child, and who holds the right there', async () => {
  const note = await desk.reported(paula, { note: 'Seit heute Nacht 39,2.' })
  const all = await answers((who) => house.call('sick-note.list', who, { facility: apfelhof }))
  expect(Object.keys(all).filter((name) => all[name] === 'ok')).toEqual(['anna', 'mirjam', 'tjark'])
  expect(await desk.listed(mirjam)).toMatchObject([
    { id: note.id, child: kim, illness: 'fever', note: 'Seit heute Nacht 39,2.' },
  ])
  expect(await desk.listed(tjark)).toEqual([])
  expect(await desk.listed(paul, [kim])).toMatchObject([{ id: note.id, illness: 'fever' }])
  for (const who of [clara, sami, claraOfCouncil, olga])
    expect(answerOf(await house.call('sick-note.list', who, { facility: apfelhof, children: [kim] }))).toBe('not-found')
  for (const who of [emre, frieda])
    expect(answerOf(await house.call('sick-note.list', who, { facility: apfelhof, children: [kim] }))).toBe('forbidden')
  const change = { sickNote: note.id, v: 1, ...desk.ill(2), consent }
  for (const who of [emre, frieda, clara, sami, claraOfCouncil, tjark, olga]) {
    expect(answerOf(await house.call('sick-note.change', who, change))).toBe('not-found')
    expect(answerOf(await house.call('sick-note.recover', who, { sickNote: note.id, back: note.to }))).toBe('not-found')
    expect(answerOf(await house.call('sick-note.see', who, { sickNote: note.id, v: 1 }))).toBe('not-found')
    expect(answerOf(await house.call('sick-note.remove', who, { sickNote: note.id }))).toBe('not-found')
  }
  // Guardians may not say that the Kita has seen it.
  expect(answerOf(await house.call('sick-note.see', paula, { sickNote: note.id, v: 1 }))).toBe('forbidden')
})

test('[K-101, K-103] without the click on the current sentence nothing is stored, each time anew', async () => {
  const { consent: _none, ...without } = { children: [kim], ...desk.ill(), consent }
  expect(answerOf(await house.call('sick-note.report', paula, without))).toBe('consent-missing')
  expect(answerOf(await desk.report(paula, { consent: { ...consent, version: 2 } }))).toBe('consent-stale')
  for (const accepted of [false, 'yes', undefined])
    expect(answerOf(await desk.report(paula, { consent: { ...consent, accepted } as never }))).toBe('invalid')
  expect(await desk.rows('sick-notes').countDocuments()).toBe(0)
  const note = await desk.reported(paula, { consent: { ...consent, language: 'en' } })
  const stored = await desk.rows('sick-notes').findOne({ _id: note.id })
  expect(stored?.['basis']).toMatchObject({ kind: 'consent', notice: 'sick-note', version: 1, language: 'en' })
  expect(answerOf(await house.call('sick-note.change', paula, { sickNote: note.id, v: 1, ...desk.ill(3) }))).toBe(
    'consent-missing',
  )
  // The database itself takes no row without it.
  const { basis: _basis, ...bare } = { ...stored, _id: randomUUID() } as Record<string, unknown>
  await expect(desk.rows('sick-notes').insertOne(bare)).rejects.toMatchObject({ code: 121 })
})

test('[K-20] staff write down what came by telephone, with who called and the legal basis; guardians read neither', async () => {
  const { phone: _none, ...without } = { children: [kim], ...desk.ill(), phone }
  expect(answerOf(await house.call('sick-note.report', mirjam, without))).toBe('basis-missing')
  expect(answerOf(await house.call('sick-note.report', mirjam, { ...without, consent }))).toBe('basis-missing')
  const note = await desk.reported(mirjam)
  expect(note).toMatchObject({ phone, entered: { author: { membership: mirjam.as } } })
  expect(note.seen).not.toBeNull()
  expect(await desk.listed(paula, [kim])).toMatchObject([{ id: note.id, phone: null, entered: null }])
  expect(house.heardBy(paula.person).join('')).not.toContain('Gerlinde')
})

test('[K-01] days that cannot be meant are refused, and nothing is stored', async () => {
  const wrong = [
    { from: '2019-03-01', to: '2119-03-01' },
    { from: '2019-03-01', to: '2019-03-02' },
    { from: today(house, 1), to: today(house) },
    { from: today(house), to: today(house, 92) },
    { from: today(house, -32), to: today(house) },
    { from: today(house, 184), to: today(house, 185) },
  ]
  for (const days of wrong) {
    expect([days, answerOf(await desk.report(paula, days))]).toEqual([days, 'dates-impossible'])
    expect(answerOf(await house.call('absence.report', paula, { children: [kim], ...days }))).toBe('dates-impossible')
  }
  for (const from of ['2026-02-30', '26-11-25', 'heute', '', '2026-11-25T06:40:00Z'])
    expect([from, answerOf(await desk.report(paula, { from }))]).toEqual([from, 'invalid'])
  expect(await desk.rows('sick-notes').countDocuments()).toBe(0)
  expect(answerOf(await desk.report(paula, { from: today(house), to: today(house, 91) }))).toBe('ok')
})

test('[reports-02] several children in one report: one request, a note for each, read where each belongs', async () => {
  const request = randomUUID()
  const input = { children: [matti, lotta] }
  const first = orFail(await desk.report(hanne, input, request))
  expect(first.sickNotes.map(({ child }) => child)).toEqual([matti, lotta])
  // Sending twice is sending once.
  const second = orFail(await desk.report(hanne, input, request))
  expect(new Set(second.sickNotes.map(({ id }) => id))).toEqual(new Set(first.sickNotes.map(({ id }) => id)))
  expect(answerOf(await desk.report(hanne, { ...input, illness: 'cold' }, request))).toBe('id-reused')
  expect(await desk.rows('sick-notes').countDocuments()).toBe(2)
  expect((await desk.listed(mirjam)).map(({ child }) => child)).toEqual([matti])
  expect((await desk.listed(tjark)).map(({ child }) => child)).toEqual([lotta])
  expect(await desk.listed(paula, [kim])).toEqual([])
})

test('[reports-03] seen, changed, well again: each side finds what is so now', async () => {
  const note = await desk.reported(paula)
  expect(note).toMatchObject({ seen: null, v: 1 })
  until(house, '07:05')
  const seen = orFail(await house.call('sick-note.see', mirjam, { sickNote: note.id, v: 1 }))
  expect(seen.seen).toBe(house.clock.now().toISOString())
  expect(await desk.listed(paula, [kim])).toMatchObject([{ seen: seen.seen }])
  // Twice is once.
  house.clock.advance(1000)
  expect(orFail(await house.call('sick-note.see', anna, { sickNote: note.id, v: 1 })).seen).toBe(seen.seen)
  // What is new has to be seen anew.
  const changed = orFail(
    await house.call('sick-note.change', paula, { sickNote: note.id, v: 1, ...desk.ill(4), consent }),
  )
  expect(changed).toMatchObject({ seen: null, to: today(house, 4) })
  const recover = (back: string) => house.call('sick-note.recover', paula, { sickNote: note.id, back })
  expect(answerOf(await recover(today(house)))).toBe('dates-impossible')
  expect(answerOf(await recover(today(house, 5)))).toBe('dates-impossible')
  expect(orFail(await recover(today(house, 2)))).toMatchObject({ to: today(house, 1) })
  expect(await desk.listed(mirjam)).toMatchObject([{ to: today(house, 1) }])
})

test('[K-21, K-22, K-24] either side takes it away at any time: invisible at once, in the trash for seven days', async () => {
  for (const who of [mirjam, anna, paula, paul]) {
    const note = await desk.reported(paula)
    const request = randomUUID()
    orFail(await house.call('sick-note.remove', who, { sickNote: note.id }, request))
    expect(await desk.listed(mirjam)).toEqual([])
    expect(await desk.listed(paula, [kim])).toEqual([])
    expect(orFail(await house.call('sick-note.remove', who, { sickNote: note.id }, request))).toEqual({
      sickNote: note.id,
    })
    expect(answerOf(await house.call('sick-note.see', mirjam, { sickNote: note.id, v: 1 }))).toBe('not-found')
    expect(answerOf(await house.call('sick-note.remove', paula, { sickNote: note.id }))).toBe('not-found')
    expect(await desk.rows('sick-notes').findOne({ _id: note.id })).toMatchObject({ deletedAt: house.clock.now() })
  }
})

test('[K-20, K-02] who asks again after the right was withdrawn, or the module switched off, reads nothing of it', async () => {
  const note = await desk.reported(paula)
  const { id: sickNote } = note
  const calls = [
    ['sick-note.report', { children: [kim], ...desk.ill(), phone }],
    ['sick-note.see', { sickNote, v: 1 }],
    ['sick-note.change', { sickNote, v: 1, ...desk.ill(3) }],
    ['sick-note.recover', { sickNote, back: today(house, 2) }],
    ['absence.report', { children: [kim], from: today(house), to: today(house) }],
  ] as const
  const requests = calls.map(([name, input]) => ({ name, input, request: randomUUID() }))
  const ask = async () => {
    const given = []
    for (const { name, input, request } of requests) given.push(await house.call(name, mirjam, input as never, request))
    return given.map(answerOf)
  }
  const turn = (on: boolean) => house.call('module.switch', anna, { facility: apfelhof, module: 'sick-notes', on })
  expect(await ask()).toEqual(calls.map(() => 'ok'))
  orFail(await house.call('sick-note.change', paula, { sickNote, v: 3, ...desk.ill(), note: 'Zauberwort', consent }))
  await grant(house, mirjam.as!, [])
  // What she entered herself of a child that is away she may still change, and so read.
  expect(await ask()).toEqual(['gone', 'gone', 'gone', 'gone', 'ok'])
  await grant(house, mirjam.as!, ['health'])
  orFail(await turn(false))
  expect(await ask()).toEqual(['module-off', 'module-off', 'module-off', 'module-off', 'ok'])
  orFail(await turn(true))
  expect(house.heardBy(mirjam.person).join('')).not.toContain('Zauberwort')
  expect(await ask()).toEqual(calls.map(() => 'ok'))
})

test('[K-72, K-20] what staff are shown once more, or find marked as seen, is on record as read', async () => {
  const { id: sickNote } = await desk.reported(paula)
  const journal = house.ground.journal.journal.native
  const readings = async () =>
    (await journal.find({ read: sickNote }).sort({ n: 1 }).toArray()).map(({ operation, actor, fields }) => ({
      ...{ operation, actor, fields },
    }))
  const see = (request: string) => house.call('sick-note.see', mirjam, { sickNote, v: 1 }, request)
  const request = randomUUID()
  orFail(await see(request))
  expect(await readings()).toEqual([])
  orFail(await see(randomUUID()))
  expect(await readings()).toEqual([{ operation: 'sick-note.see', actor: mirjam.as, fields: [] }])
  const shown = orFail(await see(request))
  expect(shown).toMatchObject({ id: sickNote, illness: 'fever' })
  expect((await readings()).slice(1)).toEqual([{ operation: 'sick-note.list', actor: mirjam.as, fields: [] }])
  // Guardians are shown their own report again, and that is nobody's reading.
  const once = randomUUID()
  for (let times = 0; times < 2; times += 1) orFail(await desk.report(paula, {}, once))
  expect(await readings()).toHaveLength(2)
})

test('[reports-03] seen or changed is what stood before somebody’s eyes; another version is refused, and neither is undone', async () => {
  const { id: sickNote } = await desk.reported(paula)
  const see = (v: number) => house.call('sick-note.see', mirjam, { sickNote, v })
  const change = (who: typeof paula, v: number, note: string) =>
    house.call('sick-note.change', who, { sickNote, v, ...desk.ill(2), note, consent })
  // That somebody saw it changes nothing of what it says.
  expect(orFail(await see(1))).toMatchObject({ v: 1 })
  expect(orFail(await change(paula, 1, 'Schon besser.'))).toMatchObject({ v: 2, seen: null })
  expect(answerOf(await see(1))).toBe('changed-meanwhile')
  expect(answerOf(await change(paul, 1, 'Noch krank.'))).toBe('changed-meanwhile')
  expect(await desk.listed(mirjam)).toMatchObject([{ note: 'Schon besser.', seen: null, v: 2 }])
  expect(orFail(await house.call('sick-note.recover', paula, { sickNote, back: today(house, 1) }))).toMatchObject({
    v: 3,
  })
  expect(answerOf(await see(2))).toBe('changed-meanwhile')
  expect(orFail(await see(3)).seen).not.toBeNull()
})
