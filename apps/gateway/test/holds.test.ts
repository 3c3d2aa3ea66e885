import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { apfelhof, sonnen } from '@morgenkreis/world'
import type { CommentId, Reported } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { anna, answerOf, emre, forestDay, orFail, paula } from './cast.ts'
import type { Caller } from './house.ts'
import { expectConverges, phonesOf } from './phone.ts'
import { standingHouse } from './standing-house.ts'
import { announce, comment } from './writing.ts'

const house = await standingHouse()

const day = 24 * 60 * 60 * 1000
const source = '§ 199 BGB'
const canary = 'Unfall an der Rutsche'
const rows = () => house.ground.database.data.collection<{ _id: string }>('comments')
const inDays = (days: number) => new Date(house.clock.now().getTime() + days * day).toISOString()
const hold = (thing: Reported, days: number, by = anna) =>
  house.call('hold.place', by, { thing, source, until: inDays(days) })
const self = ({ person }: Caller) => ({ person, as: null })
const holds = async () => orFail(await house.call('hold.list', anna, { facility: apfelhof })).holds
const shown = async (by: typeof anna) =>
  JSON.stringify(orFail(await house.call('comment.list', by, { announcement: forestDay })))
const ledger = async () => {
  const folder = join(dirname(house.env['ROOT_KEY_FILE']!), 'ledger')
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.jsonl'))
  return (await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))).join('')
}

let said: { id: CommentId }

test('[K-05] locked with its legal source, it is gone for everybody at once, the head included, and nobody deletes it', async () => {
  said = await comment(house, paula, forestDay, canary)
  const thing = { kind: 'comment', ref: said.id } as const
  const phones = await phonesOf(house, { paula, emre })
  orFail(await hold(thing, 30))
  await expectConverges(phones)
  for (const phone of Object.values(phones)) phone.leave()
  for (const by of [anna, emre, paula]) expect(await shown(by)).not.toContain(canary)
  for (const by of [anna, paula])
    expect(answerOf(await house.call('comment.remove', by, { comment: said.id }))).toBe('not-found')
  expect(JSON.stringify(orFail(await house.call('trash.list', anna, { facility: apfelhof })))).not.toContain(said.id)
  expect(JSON.stringify(orFail(await house.call('account.read-own', self(paula), {})))).not.toContain(canary)
  expect(await holds()).toMatchObject([{ thing, source }])
  expect(JSON.stringify(await holds())).not.toContain(canary)
})

test('[K-05, K-76] the preview counts it, a shorter period and the purge leave it, and the ledger says that it is held', async () => {
  const { held } = orFail(await house.call('retention.preview', anna, { facility: apfelhof }))
  expect(held).toBe(1)
  orFail(await house.call('retention.set', anna, { facility: apfelhof, kept: 'comments', days: 14 }))
  await house.gateway.work('periods')
  await house.gateway.work('linking')
  house.clock.advance(20 * day)
  await house.gateway.work('purge')
  expect(await rows().countDocuments({ _id: said.id })).toBe(1)
  const lines = (await ledger()).split('\n').filter((line) => line.includes(said.id))
  expect(lines.map((line) => (JSON.parse(line) as { rule: string }).rule)).toEqual(['held'])
  expect(lines.join('')).not.toContain('Rutsche')
})

test('[K-05, K-72] the lock stands in the audit, without its content', async () => {
  const other = await comment(house, paula, forestDay, 'Noch ein Vorfall')
  orFail(await hold({ kind: 'comment', ref: other.id }, 10))
  await house.gateway.work('linking')
  const { lines: audited } = orFail(
    await house.call('audit.list', anna, { facility: apfelhof, operation: 'hold.place' }),
  )
  expect(audited.length).toBeGreaterThan(0)
  expect(JSON.stringify(audited)).not.toContain('Vorfall')
})

test('[K-05] at its end the purge takes it up where its own period left it', async () => {
  house.clock.advance(11 * day)
  await house.gateway.work('purge')
  expect(await rows().countDocuments({ _id: said.id })).toBe(0)
  expect(await holds()).toEqual([])
  expect(orFail(await house.call('retention.preview', anna, { facility: apfelhof })).held).toBe(0)
})

test('[K-05] what hangs on something that goes stays while it is locked; lifted, it is there again if its time is not over', async () => {
  const { id } = await announce(house, emre, { facility: apfelhof, groups: [sonnen] })
  const [under, kept] = [await comment(house, paula, id, canary), await comment(house, paula, forestDay, canary)]
  orFail(await hold({ kind: 'comment', ref: under.id }, 300))
  orFail(await house.call('announcement.remove', anna, { announcement: id }))
  house.clock.advance(8 * day)
  await house.gateway.work('purge')
  expect(await rows().countDocuments({ _id: under.id })).toBe(1)
  orFail(await hold({ kind: 'comment', ref: kept.id }, 300))
  const [newest] = await holds()
  orFail(await house.call('hold.lift', anna, { hold: newest!.id }))
  await house.gateway.work('purge')
  expect(await shown(paula)).toContain(canary)
  expect(answerOf(await house.call('hold.lift', anna, { hold: newest!.id }))).toBe('not-found')
})

test('[K-05] a lock needs a source and an end ahead, and something that is there', async () => {
  const one = await comment(house, paula, forestDay, 'Bleibt.')
  const thing = { kind: 'comment', ref: one.id } as const
  for (const days of [0, -1, 31 * 366])
    expect([days, answerOf(await hold(thing, days))]).toEqual([days, 'hold-out-of-range'])
  for (const bad of ['', ' ', 'x'.repeat(201)])
    expect(answerOf(await house.call('hold.place', anna, { thing, source: bad, until: inDays(1) }))).toBe('invalid')
  expect(answerOf(await hold(thing, 30, paula))).toBe('forbidden')
  expect(answerOf(await hold({ kind: 'comment', ref: forestDay as string as CommentId }, 30))).toBe('not-found')
  orFail(await hold(thing, 30))
  expect(answerOf(await hold(thing, 30))).toBe('not-found')
})
