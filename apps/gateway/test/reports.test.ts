import { randomUUID } from 'node:crypto'
import { isStaff } from '@morgenkreis/domain'
import type { ChildId, InputOf, SickNote } from '@morgenkreis/protocol'
import { apfelhof, children, idOf, kim, memberships, people } from '@morgenkreis/world'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { anna, answerOf, clara, claraOfCouncil, emre, frieda, olga, orFail, paul, paula, sami } from './cast.ts'
import type { Caller, House } from './house.ts'
import { houseOnMonday, today, tomorrowAt, until } from './monday.ts'

/** Holds `health` in the Sonnengruppe; Tjark in the Wellengruppe. */
const mirjam: Caller = { person: idOf('person', 102), as: idOf('membership', 102) }
const tjark: Caller = { person: idOf('person', 105), as: idOf('membership', 105) }
const personCalled = (name: string): Caller => {
  const { id: person } = people.find((one) => one.name === name)!
  return { person, as: memberships.find((one) => one.person === person)!.id }
}
/** Has Matti in the Sonnengruppe and Lotta in the Wellengruppe. */
const hanne = personCalled('Hanne Wiesengrund')
const childCalled = (name: string) => children.find((one) => one.name === name)!.id
const [matti, lotta, jonte] = [
  childCalled('Matti Wiesengrund'),
  childCalled('Lotta Wiesengrund'),
  childCalled('Jonte Wintergrün'),
]

let house: House
beforeAll(async () => {
  house = await houseOnMonday()
})
afterAll(() => house.close())
/** Each test begins with nothing reported. */
afterEach(async () => {
  for (const name of ['sick-notes', 'absences']) await house.ground.database.data.collection(name).deleteMany({})
})

const consent = { version: 1, language: 'de', accepted: true } as const
const phone = { by: 'Oma Gerlinde', basis: 'spoken-consent' } as const
const ill = (days = 1) => ({ illness: 'fever' as const, from: today(house), to: today(house, days) })
const report = (who: Caller, input: Partial<InputOf<'sick-note.report'>> = {}, request?: string) =>
  house.call('sick-note.report', who, { children: [kim], ...ill(), ...proof(who), ...input }, request)
const proof = ({ as }: Caller) => (isStaff(memberships.find(({ id }) => id === as)!.role) ? { phone } : { consent })
const reported = async (who: Caller, input: Partial<InputOf<'sick-note.report'>> = {}): Promise<SickNote> =>
  orFail(await report(who, input)).sickNotes[0]!
const listed = async (who: Caller, of?: ChildId[]) =>
  orFail(await house.call('sick-note.list', who, { facility: apfelhof, ...(of && { children: of }) })).sickNotes
const rows = (name: string) => house.ground.database.data.collection<Record<string, unknown>>(name)
const everybody = { anna, emre, frieda, mirjam, council: claraOfCouncil, clara, paula, paul, sami, tjark, olga }
const answers = async (ask: (who: Caller) => Promise<{ ok: true } | { ok: false; error: { code: string } }>) => {
  const given: Record<string, string> = {}
  for (const [name, who] of Object.entries(everybody)) given[name] = answerOf(await ask(who))
  return given
}

test('[K-20, K-11, K-65] a guardian reports the own child, staff with the right those of their groups, nobody else', async () => {
  expect(await answers((who) => report(who))).toEqual({
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
  expect(answerOf(await report(paula, { children: [kim, jonte] }))).toBe('not-found')
  expect(answerOf(await report(mirjam, { children: [matti, lotta] }))).toBe('not-found')
  expect(answerOf(await report(paula, { children: [kim, randomUUID() as ChildId] }))).toBe('not-found')
  expect(answerOf(await report(paula, { children: [kim, kim] }))).toBe('invalid')
  expect(answerOf(await report(paula, { children: [] }))).toBe('invalid')
})

test('[K-20, K-39] who reads it: the guardians of the child, and who holds the right there', async () => {
  const note = await reported(paula, { note: 'Seit heute Nacht 39,2.' })
  const all = await answers((who) => house.call('sick-note.list', who, { facility: apfelhof }))
  expect(Object.keys(all).filter((name) => all[name] === 'ok')).toEqual(['anna', 'mirjam', 'tjark'])
  expect(await listed(mirjam)).toMatchObject([
    { id: note.id, child: kim, illness: 'fever', note: 'Seit heute Nacht 39,2.' },
  ])
  expect(await listed(tjark)).toEqual([])
  expect(await listed(paul, [kim])).toMatchObject([{ id: note.id, illness: 'fever' }])
  for (const who of [clara, sami, claraOfCouncil, olga])
    expect(answerOf(await house.call('sick-note.list', who, { facility: apfelhof, children: [kim] }))).toBe('not-found')
  for (const who of [emre, frieda])
    expect(answerOf(await house.call('sick-note.list', who, { facility: apfelhof, children: [kim] }))).toBe('forbidden')
  const change = { sickNote: note.id, ...ill(2), consent }
  for (const who of [emre, frieda, clara, sami, claraOfCouncil, tjark, olga]) {
    expect(answerOf(await house.call('sick-note.change', who, change))).toBe('not-found')
    expect(answerOf(await house.call('sick-note.recover', who, { sickNote: note.id, back: note.to }))).toBe('not-found')
    expect(answerOf(await house.call('sick-note.see', who, { sickNote: note.id }))).toBe('not-found')
    expect(answerOf(await house.call('sick-note.remove', who, { sickNote: note.id }))).toBe('not-found')
  }
  // Guardians may not say that the Kita has seen it.
  expect(answerOf(await house.call('sick-note.see', paula, { sickNote: note.id }))).toBe('forbidden')
})

test('[K-101, K-103] without the click on the current sentence nothing is stored, each time anew', async () => {
  const { consent: _none, ...without } = { children: [kim], ...ill(), consent }
  expect(answerOf(await house.call('sick-note.report', paula, without))).toBe('consent-missing')
  expect(answerOf(await report(paula, { consent: { ...consent, version: 2 } }))).toBe('consent-stale')
  for (const accepted of [false, 'yes', undefined])
    expect(answerOf(await report(paula, { consent: { ...consent, accepted } as never }))).toBe('invalid')
  expect(await rows('sick-notes').countDocuments()).toBe(0)
  const note = await reported(paula, { consent: { ...consent, language: 'en' } })
  const stored = await rows('sick-notes').findOne({ _id: note.id })
  expect(stored?.['basis']).toMatchObject({ kind: 'consent', notice: 'sick-note', version: 1, language: 'en' })
  expect(answerOf(await house.call('sick-note.change', paula, { sickNote: note.id, ...ill(3) }))).toBe(
    'consent-missing',
  )
  // The database itself takes no row without it.
  const { basis: _basis, ...bare } = { ...stored, _id: randomUUID() } as Record<string, unknown>
  await expect(rows('sick-notes').insertOne(bare)).rejects.toMatchObject({ code: 121 })
})

test('[K-20] staff write down what came by telephone, with who called and the legal basis; guardians read neither', async () => {
  const { phone: _none, ...without } = { children: [kim], ...ill(), phone }
  expect(answerOf(await house.call('sick-note.report', mirjam, without))).toBe('basis-missing')
  expect(answerOf(await house.call('sick-note.report', mirjam, { ...without, consent }))).toBe('basis-missing')
  const note = await reported(mirjam)
  expect(note).toMatchObject({ phone, entered: { author: { membership: mirjam.as } } })
  expect(note.seen).not.toBeNull()
  expect(await listed(paula, [kim])).toMatchObject([{ id: note.id, phone: null, entered: null }])
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
    expect([days, answerOf(await report(paula, days))]).toEqual([days, 'dates-impossible'])
    expect(answerOf(await house.call('absence.report', paula, { children: [kim], ...days }))).toBe('dates-impossible')
  }
  for (const from of ['2026-02-30', '26-11-25', 'heute', '', '2026-11-25T06:40:00Z'])
    expect([from, answerOf(await report(paula, { from }))]).toEqual([from, 'invalid'])
  expect(await rows('sick-notes').countDocuments()).toBe(0)
  expect(answerOf(await report(paula, { from: today(house), to: today(house, 91) }))).toBe('ok')
})

test('[reports-02] several children in one report: one request, a note for each, read where each belongs', async () => {
  const request = randomUUID()
  const input = { children: [matti, lotta] }
  const first = orFail(await report(hanne, input, request))
  expect(first.sickNotes.map(({ child }) => child)).toEqual([matti, lotta])
  // Sending twice is sending once.
  const second = orFail(await report(hanne, input, request))
  expect(new Set(second.sickNotes.map(({ id }) => id))).toEqual(new Set(first.sickNotes.map(({ id }) => id)))
  expect(answerOf(await report(hanne, { ...input, illness: 'cold' }, request))).toBe('id-reused')
  expect(await rows('sick-notes').countDocuments()).toBe(2)
  expect((await listed(mirjam)).map(({ child }) => child)).toEqual([matti])
  expect((await listed(tjark)).map(({ child }) => child)).toEqual([lotta])
  expect(await listed(paula, [kim])).toEqual([])
})

test('[reports-03] seen, changed, well again: each side finds what is so now', async () => {
  const note = await reported(paula)
  expect(note).toMatchObject({ seen: null, v: 1 })
  until(house, '07:05')
  const seen = orFail(await house.call('sick-note.see', mirjam, { sickNote: note.id }))
  expect(seen.seen).toBe(house.clock.now().toISOString())
  expect(await listed(paula, [kim])).toMatchObject([{ seen: seen.seen }])
  // Twice is once.
  house.clock.advance(1000)
  expect(orFail(await house.call('sick-note.see', anna, { sickNote: note.id })).seen).toBe(seen.seen)
  // What is new has to be seen anew.
  const changed = orFail(await house.call('sick-note.change', paula, { sickNote: note.id, ...ill(4), consent }))
  expect(changed).toMatchObject({ seen: null, to: today(house, 4) })
  const recover = (back: string) => house.call('sick-note.recover', paula, { sickNote: note.id, back })
  expect(answerOf(await recover(today(house)))).toBe('dates-impossible')
  expect(answerOf(await recover(today(house, 5)))).toBe('dates-impossible')
  expect(orFail(await recover(today(house, 2)))).toMatchObject({ to: today(house, 1) })
  expect(await listed(mirjam)).toMatchObject([{ to: today(house, 1) }])
})

test('[K-21, K-22, K-24] either side takes it away at any time: invisible at once, in the trash for seven days', async () => {
  for (const who of [mirjam, anna, paula, paul]) {
    const note = await reported(paula)
    const request = randomUUID()
    orFail(await house.call('sick-note.remove', who, { sickNote: note.id }, request))
    expect(await listed(mirjam)).toEqual([])
    expect(await listed(paula, [kim])).toEqual([])
    expect(orFail(await house.call('sick-note.remove', who, { sickNote: note.id }, request))).toEqual({
      sickNote: note.id,
    })
    expect(answerOf(await house.call('sick-note.see', mirjam, { sickNote: note.id }))).toBe('not-found')
    expect(answerOf(await house.call('sick-note.remove', paula, { sickNote: note.id }))).toBe('not-found')
    expect(await rows('sick-notes').findOne({ _id: note.id })).toMatchObject({ deletedAt: house.clock.now() })
  }
})

test('[D-04, K-05] kept for thirty days after its last day, on the Kita’s calendar, then served to nobody', async () => {
  const note = await reported(paula)
  const stored = await rows('sick-notes').findOne({ _id: note.id })
  const midnight = new Date(`${today(house, 2)}T00:00:00+01:00`).getTime()
  const summer = new Date(`${today(house, 2)}T00:00:00+02:00`).getTime()
  const thirty = 30 * 24 * 60 * 60 * 1000
  expect([midnight + thirty, summer + thirty]).toContain((stored?.['expiresAt'] as Date).getTime())
  const indexes = await rows('sick-notes').indexes()
  expect(indexes.find(({ key }) => 'expiresAt' in key)).toMatchObject({ expireAfterSeconds: 48 * 60 * 60 })
  await rows('sick-notes').updateOne({ _id: note.id }, { $set: { expiresAt: house.clock.now() } })
  expect(await listed(mirjam)).toEqual([])
  expect(await listed(paula, [kim])).toEqual([])
  expect(answerOf(await house.call('sick-note.see', mirjam, { sickNote: note.id }))).toBe('not-found')
})

test('[K-19, K-67] the row shows neither child nor illness, its key is its own, and no id tells the time', async () => {
  const note = await reported(paula, { note: 'Zauberwort gegen Husten' })
  expect(note.id[14]).toBe('4')
  const stored = await rows('sick-notes').findOne({ _id: note.id })
  const bytes =
    JSON.stringify(stored) + Buffer.from((stored?.['content'] as { buffer: Buffer }).buffer).toString('latin1')
  for (const word of [kim, 'fever', 'Zauberwort', note.to]) expect([word, bytes.includes(word)]).toEqual([word, false])
  const keys = house.ground.database.keys.collection<{ _id: string; ref: string; parent: string }>('keys')
  const own = await keys.findOne({ ref: `record:${apfelhof}:${note.id}` })
  expect(own).not.toBeNull()
  expect((await keys.findOne({ _id: own!.parent }))?.ref).toBe(`child:${apfelhof}:${kim}`)
  // Without its key nothing of it is left.
  const other = await reported(paula, { illness: 'cold' })
  await keys.deleteOne({ ref: `record:${apfelhof}:${note.id}` })
  house.clock.advance(61_000)
  expect((await listed(mirjam)).map(({ id }) => id)).toEqual([other.id])
})

test('[K-72] what staff read of it is on record before they read it, with whose it was, and nobody is told', async () => {
  const note = await reported(paula)
  const journal = house.ground.journal.journal.native
  const reads = () => journal.find({ operation: 'sick-note.list' }).sort({ n: 1 }).toArray()
  const before = (await reads()).length
  expect((await listed(mirjam)).map(({ id }) => id)).toEqual([note.id])
  const [row] = (await reads()).slice(before)
  expect(row).toMatchObject({ actor: mirjam.as, name: null, ref: null, read: [note.id], fields: [] })
  expect(row).not.toHaveProperty('told')
  // Guardians look at their own child, and who finds nothing has read nothing.
  await listed(paula, [kim])
  await listed(tjark)
  expect(await reads()).toHaveLength(before + 1)
})

test('[K-02] off, it answers module-off, hides what is there, and stores nothing; on again, it is there', async () => {
  const note = await reported(paula)
  const turn = async (module: 'sick-notes' | 'absences', on: boolean) =>
    orFail(await house.call('module.switch', anna, { facility: apfelhof, module, on }))
  await turn('sick-notes', false)
  const inputs: [Parameters<House['call']>[0], object][] = [
    ['sick-note.report', { children: [kim], ...ill(), consent }],
    ['sick-note.list', { facility: apfelhof, children: [kim] }],
    ['sick-note.change', { sickNote: note.id, ...ill(), consent }],
    ['sick-note.recover', { sickNote: note.id, back: note.to }],
    ['sick-note.remove', { sickNote: note.id }],
  ]
  for (const [name, input] of inputs)
    expect([name, answerOf(await house.call(name, paula, input as never))]).toEqual([name, 'module-off'])
  const groups = orFail(await house.call('presence.list', emre, { facility: apfelhof })).groups
  expect(groups.flatMap((group) => group.children).filter(({ away }) => away.length > 0)).toEqual([])
  expect(answerOf(await house.call('absence.report', paula, { children: [kim], from: note.from, to: note.to }))).toBe(
    'ok',
  )
  await turn('absences', false)
  expect(answerOf(await house.call('presence.list', emre, { facility: apfelhof }))).toBe('module-off')
  expect(answerOf(await house.call('report.waiting', anna, { facility: apfelhof }))).toBe('module-off')
  await turn('sick-notes', true)
  await turn('absences', true)
  expect((await listed(paula, [kim])).map(({ id }) => id)).toEqual([note.id])
})

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
      const { id } = await reported(paula)
      return () => house.call('sick-note.see', mirjam, { sickNote: id })
    },
    absent: async () => {
      const input = { children: [kim], from: today(house), to: today(house) }
      const { id } = orFail(await house.call('absence.report', paula, input)).absences[0]!
      return () => house.call('absence.see', mirjam, { absence: id })
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

test('[K-23] when the child leaves, what was reported of it is deleted by itself', async () => {
  const note = await reported(hanne, { children: [lotta] })
  const stays = await reported(hanne, { children: [matti] })
  const days = { from: today(house), to: today(house) }
  orFail(await house.call('absence.report', hanne, { children: [lotta], ...days }))
  orFail(await house.call('child.leave', anna, { child: lotta }))
  expect(await listed(tjark)).toEqual([])
  expect((await listed(hanne, [matti])).map(({ id }) => id)).toEqual([stays.id])
  expect(answerOf(await house.call('sick-note.see', tjark, { sickNote: note.id }))).toBe('not-found')
  expect(answerOf(await report(hanne, { children: [lotta] }))).toBe('not-found')
  const left = await rows('sick-notes').findOne({ _id: note.id })
  expect(left?.['deletedAt']).toEqual(house.clock.now())
  expect(await rows('absences').countDocuments({ deletedAt: null })).toBe(0)
})
