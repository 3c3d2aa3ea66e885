import { expect, test } from 'vitest'
import type { Sent } from '../record.ts'
import { judgeRings } from './judge-rings.ts'
import type { Rung } from './judge-rings.ts'

const sent = (more: Partial<Sent> & { urgent?: boolean; at?: number } = {}): Sent => ({
  ...{ event: 'message.sent', ref: 'm1', text: 'Eins', under: null, sentAt: 0, answeredAt: 1 },
  audience: new Set(['Paula', 'Paul', 'Emre']),
  rings: { by: 'Emre', urgent: more.urgent ?? false, at: more.at ?? 100 },
})
const rung = (more: Partial<Rung> = {}): Rung => ({
  ...{ id: 'd1', who: 'Paula', event: 'message.sent', ref: 'm1', urgent: false, held: false, state: 'taken' },
  ...{ arrivedAt: 101, bundled: false, ...more },
})
/** From 1000 to 2000 it is quiet. */
const judged = (rungs: Rung[], record: Sent[] = [sent()], removed: string[] = [], opened: string[] = []) =>
  judgeRings(rungs, record, {
    listening: new Set(['Paula', 'Emre']),
    removed: new Set(removed),
    opened: new Set(opened),
    quietUntil: (_who, { rings }) => (rings!.at >= 1000 ? 2000 : null),
  }).map(({ kind }) => kind)

test('[D-06] whoever hears it and has a device is rung once; its author and strangers are not', () => {
  expect(judged([rung()])).toEqual([])
  expect(judged([])).toEqual(['lost'])
  expect(judged([rung({ arrivedAt: null, state: 'waiting' })])).toEqual(['lost'])
  expect(judged([rung(), rung({ id: 'd2' })])).toEqual(['doubled'])
  expect(judged([rung(), rung({ id: 'd2', who: 'Emre' })])).toEqual(['overheard'])
  expect(judged([rung(), rung({ id: 'd2', who: 'Sami' })])).toEqual(['overheard'])
  expect(judged([rung(), rung({ id: 'd2', ref: 'm2' })])).toEqual(['unrecorded'])
})

test('what was removed may ring no more', () => {
  expect(judged([], [sent()], ['m1'])).toEqual([])
  expect(judged([rung({ arrivedAt: null, state: 'dropped' })], [sent()], ['m1'])).toEqual([])
  expect(judged([rung({ arrivedAt: null, state: 'dropped' })])).toEqual(['lost'])
})

test('[N4] what was opened in quiet hours rings no more after them; at other times it has rung', () => {
  const dropped = rung({ arrivedAt: null, state: 'dropped', held: true })
  expect(judged([dropped], [sent({ at: 1500 })], [], ['Paula m1'])).toEqual([])
  expect(judged([dropped], [sent({ at: 1500 })], [], ['Paul m1'])).toEqual(['lost'])
  expect(judged([{ ...dropped, held: false }], [sent()], [], ['Paula m1'])).toEqual(['lost'])
})

test('[N5] in quiet hours it waits for their end, unless it is urgent; otherwise nothing is held back', () => {
  const late = [sent({ at: 1500 })]
  expect(judged([rung({ held: true, arrivedAt: 2001, bundled: true })], late)).toEqual([])
  expect(judged([rung({ arrivedAt: 1501 })], late)).toEqual(['misordered'])
  expect(judged([rung({ held: true, arrivedAt: 1999 })], late)).toEqual(['misordered'])
  expect(judged([rung({ urgent: true, arrivedAt: 1501 })], [sent({ at: 1500, urgent: true })])).toEqual([])
  expect(judged([rung({ held: true, arrivedAt: 2001 })])).toEqual(['misordered'])
})

test('what the house may say by itself rings for those whom it concerns, and need not', () => {
  const maybe = { ...sent(), maybe: true as const, rings: { by: '', urgent: false, at: 0 } }
  expect(judged([], [maybe])).toEqual([])
  expect(judged([rung()], [maybe])).toEqual([])
  expect(judged([rung({ who: 'Sami' })], [maybe])).toEqual(['overheard'])
})
