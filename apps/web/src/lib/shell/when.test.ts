import { expect, test } from 'vitest'
import { load } from '@morgenkreis/words'
import { when } from './when.ts'

const de = when('de', await load('de'))
const en = when('en', await load('en'))

test('days and clocks are those of the Kita, in summer and in winter', () => {
  expect(de.clock('2026-07-01T22:05:00.000Z')).toBe('0:05')
  expect(en.clock('2026-01-01T07:05:00.000Z')).toBe('08:05')
  expect(de.dayKey('2026-07-01T22:05:00.000Z')).toBe('2026-07-02')
  expect(de.hour('2026-01-01T06:30:00.000Z')).toBe(7)
})

test('today and yesterday are told by calendar day, not by hours', () => {
  const now = '2026-03-29T22:30:00.000Z' // half past midnight on the 30th, the day after the clocks went forward
  expect(de.day('2026-03-29T22:10:00.000Z', now)).toBe('Heute')
  expect(de.day('2026-03-29T21:50:00.000Z', now)).toBe('Gestern')
  expect(de.day('2026-03-28T22:50:00.000Z', now)).toBe('Samstag, 28. März')
  expect(de.dayAndClock('2026-03-29T21:50:00.000Z', now)).toBe('Gestern, 23:50 Uhr')
  expect(en.dayAndClock('2026-03-29T22:10:00.000Z', now)).toBe('Today, 00:10')
  expect(de.within.dayAndClock('2026-03-29T21:50:00.000Z', now)).toBe('gestern, 23:50 Uhr')
})
