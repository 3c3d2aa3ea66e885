import type { SickNote } from '@morgenkreis/protocol'
import { apfelhof, kim } from '@morgenkreis/world'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { verifyAudit } from '../src/shell/audit/verify.ts'
import { anna, answerOf, clara, emre, olga, orFail, paul, paula, sami } from './cast.ts'
import { Desk, consent, hanne, lotta, matti, mirjam, tjark } from './desk.ts'
import type { Caller, House } from './house.ts'
import { houseOnMonday, today } from './monday.ts'

let house: House
let desk: Desk
beforeAll(async () => {
  house = await houseOnMonday()
  desk = new Desk(house)
})
afterAll(() => house.close())
afterEach(() => desk.clear())

test('[D-04, K-05] kept for thirty days after its last day, on the Kita’s calendar, then served to nobody', async () => {
  const note = await desk.reported(paula)
  const stored = await desk.rows('sick-notes').findOne({ _id: note.id })
  const midnight = new Date(`${today(house, 2)}T00:00:00+01:00`).getTime()
  const summer = new Date(`${today(house, 2)}T00:00:00+02:00`).getTime()
  const thirty = 30 * 24 * 60 * 60 * 1000
  expect([midnight + thirty, summer + thirty]).toContain((stored?.['expiresAt'] as Date).getTime())
  const indexes = await desk.rows('sick-notes').indexes()
  expect(indexes.find(({ key }) => 'expiresAt' in key)).toMatchObject({ expireAfterSeconds: 48 * 60 * 60 })
  await desk.rows('sick-notes').updateOne({ _id: note.id }, { $set: { expiresAt: house.clock.now() } })
  expect(await desk.listed(mirjam)).toEqual([])
  expect(await desk.listed(paula, [kim])).toEqual([])
  expect(answerOf(await house.call('sick-note.see', mirjam, { sickNote: note.id, v: 1 }))).toBe('not-found')
})

test('[K-76, K-05] a facility keeps them for the period that it sets, counted from their last day, also what is stored', async () => {
  const facility = apfelhof
  const day = 24 * 60 * 60 * 1000
  const set = async (kept: 'sick-notes' | 'absences', days: number) =>
    orFail(await house.call('retention.set', anna, { facility, kept, days }))
  const keptDays = async ({ id }: SickNote) => {
    const row = await desk.rows('sick-notes').findOne({ _id: id })
    return ((row?.['expiresAt'] as Date).getTime() - (row?.['endedAt'] as Date).getTime()) / day
  }
  const goes = async (days?: number) => {
    const proposed = days === undefined ? {} : { proposed: { kept: 'sick-notes' as const, days } }
    const preview = orFail(await house.call('retention.preview', anna, { facility, ...proposed }))
    return preview.goes.filter(({ module }) => module === 'sick-notes').map(({ on }) => on)
  }
  const note = await desk.reported(paula)
  // It lasts until tomorrow; the day after that begins when it ends.
  expect(note.to).toBe(today(house, 1))
  expect(await goes()).toEqual([])
  expect(await goes(7)).toEqual([today(house, 9)])
  await set('absences', 8)
  await set('sick-notes', 7)
  await house.gateway.work('periods')
  expect(await keptDays(note)).toBe(7)
  expect(await goes()).toEqual([today(house, 9)])
  await set('sick-notes', 60)
  await house.gateway.work('periods')
  expect(await keptDays(note)).toBe(7)
  // Changed under the longer period it is kept for it, as what is reported from now on.
  const change = { sickNote: note.id, v: 1, illness: note.illness, from: note.from, to: note.to, consent }
  orFail(await house.call('sick-note.change', paula, change))
  expect(await keptDays(note)).toBe(60)
  const other = await desk.reported(paula)
  expect(await keptDays(other)).toBe(60)
  // What was stored before anybody noted when its last day ends keeps its end, and holds up nothing else.
  await desk.rows('sick-notes').updateOne({ _id: other.id }, { $unset: { endedAt: '' } })
  await set('sick-notes', 50)
  await house.gateway.work('periods')
  expect(await keptDays(note)).toBe(50)
  expect(orFail(await house.call('retention.read', anna, { facility })).left).toBe(0)
  await set('sick-notes', 30)
  await set('absences', 30)
  await house.gateway.work('periods')
})

test('[K-19, K-67] the row shows neither child nor illness, its key is its own, and no id tells the time', async () => {
  const days = { from: today(house, 1), to: today(house, 3) }
  const note = await desk.reported(paula, { ...days, note: 'Zauberwort gegen Husten' })
  expect(note.id[14]).toBe('4')
  const stored = await desk.rows('sick-notes').findOne({ _id: note.id })
  const bytes =
    JSON.stringify(stored) + Buffer.from((stored?.['content'] as { buffer: Buffer }).buffer).toString('latin1')
  // Until when it is kept is open, for the TTL index: when its last day ends follows from that. Its first one is not.
  for (const word of [kim, 'fever', 'Zauberwort', note.from])
    expect([word, bytes.includes(word)]).toEqual([word, false])
  const keys = house.ground.database.keys.collection<{ _id: string; ref: string; parent: string }>('keys')
  const own = await keys.findOne({ ref: `record:${apfelhof}:${note.id}` })
  expect(own).not.toBeNull()
  expect((await keys.findOne({ _id: own!.parent }))?.ref).toBe(`wraps:${apfelhof}:${kim}`)
  // Without its key nothing of it is left.
  const other = await desk.reported(paula, { illness: 'cold' })
  await keys.deleteOne({ ref: `record:${apfelhof}:${note.id}` })
  house.clock.advance(61_000)
  expect((await desk.listed(mirjam)).map(({ id }) => id)).toEqual([other.id])
})

test('[K-72] what staff read of it is on record before they read it, with whose it was, and nobody is told', async () => {
  const note = await desk.reported(paula)
  const journal = house.ground.journal.journal.native
  const reads = () => journal.find({ operation: 'sick-note.list' }).sort({ n: 1 }).toArray()
  const before = (await reads()).length
  expect((await desk.listed(mirjam)).map(({ id }) => id)).toEqual([note.id])
  const [row] = (await reads()).slice(before)
  expect(row).toMatchObject({ actor: mirjam.as, name: null, ref: null, read: [note.id], fields: [] })
  expect(row).not.toHaveProperty('told')
  // The journal forgets it after a month, the audit does not; what was read is bound by its chain.
  await house.gateway.work('linking')
  const { links } = house.ground.audit
  const like = { operation: 'sick-note.list', n: row!['n'] as number } as const
  expect(await links.model.findOne(like).lean()).toMatchObject({ read: [note.id] })
  const verified = async () => (await verifyAudit(house.ground)).broken
  expect(await verified()).toBeNull()
  await links.native.updateOne(like, { $set: { read: [] } })
  expect(await verified()).toMatchObject({ n: row!['n'], why: 'altered' })
  await links.native.updateOne(like, { $set: { read: [note.id] } })
  expect(await verified()).toBeNull()
  // Guardians look at their own child, and who finds nothing has read nothing.
  await desk.listed(paula, [kim])
  await desk.listed(tjark)
  expect(await reads()).toHaveLength(before + 1)
})

test('[K-02, K-21, K-22, N9] off, it answers module-off, hides what is there, lets it be deleted, and stores nothing; on again, it is there', async () => {
  const note = await desk.reported(paula)
  const mistakes = [await desk.reported(paula), await desk.reported(paula)]
  const turn = async (module: 'sick-notes' | 'absences', on: boolean) =>
    orFail(await house.call('module.switch', anna, { facility: apfelhof, module, on }))
  await turn('sick-notes', false)
  const inputs: [Parameters<House['call']>[0], object][] = [
    ['sick-note.report', { children: [kim], ...desk.ill(), consent }],
    ['sick-note.list', { facility: apfelhof, children: [kim] }],
    ['sick-note.change', { sickNote: note.id, v: 1, ...desk.ill(), consent }],
    ['sick-note.recover', { sickNote: note.id, back: note.to }],
  ]
  for (const [name, input] of inputs)
    expect([name, answerOf(await house.call(name, paula, input as never))]).toEqual([name, 'module-off'])
  // K-21, K-22: either side deletes at any time; guardians still find what that is, of their own children.
  const kept = async (who: Caller) =>
    orFail(await house.call('report.kept', { person: who.person, as: null }, {})).reports.map(({ id }) => id)
  const all = [note, ...mistakes].map(({ id }) => id).toSorted()
  for (const who of [paula, paul]) expect((await kept(who)).toSorted()).toEqual(all)
  for (const who of [clara, sami, anna, emre, mirjam, olga]) expect(await kept(who)).toEqual([])
  for (const [n, who] of [paula, mirjam].entries())
    expect(answerOf(await house.call('sick-note.remove', who, { sickNote: mistakes[n]!.id }))).toBe('ok')
  expect(await kept(paula)).toEqual([note.id])
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
  expect((await desk.listed(paula, [kim])).map(({ id }) => id)).toEqual([note.id])
})

test('[K-23] when the child leaves, what was reported of it is deleted by itself', async () => {
  const note = await desk.reported(hanne, { children: [lotta] })
  const stays = await desk.reported(hanne, { children: [matti] })
  const days = { from: today(house), to: today(house) }
  orFail(await house.call('absence.report', hanne, { children: [lotta], ...days }))
  orFail(await house.call('child.leave', anna, { child: lotta }))
  expect(await desk.listed(tjark)).toEqual([])
  expect((await desk.listed(hanne, [matti])).map(({ id }) => id)).toEqual([stays.id])
  expect(answerOf(await house.call('sick-note.see', tjark, { sickNote: note.id, v: 1 }))).toBe('not-found')
  expect(answerOf(await desk.report(hanne, { children: [lotta] }))).toBe('not-found')
  const left = await desk.rows('sick-notes').findOne({ _id: note.id })
  expect(left?.['deletedAt']).toEqual(house.clock.now())
  expect(await desk.rows('absences').countDocuments({ deletedAt: null })).toBe(0)
})
