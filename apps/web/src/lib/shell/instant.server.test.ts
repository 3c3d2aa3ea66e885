import { expect, test } from 'vitest'
import { load } from '@morgenkreis/words'
import { instantOf } from './instant.server.ts'
import { when } from './when.ts'

test('a time on the Kita’s clock is an instant, in summer, in winter, on a leap day', () => {
  expect(instantOf('2026-07-01T07:00')).toBe('2026-07-01T05:00:00Z')
  expect(instantOf('2026-01-12T07:00')).toBe('2026-01-12T06:00:00Z')
  expect(instantOf('2028-02-29T23:30:00')).toBe('2028-02-29T22:30:00Z')
})

test('what is no time is none', () => {
  for (const wrong of [
    '',
    'morgen',
    '2026-02-30T07:00',
    '2026-07-01',
    '2026-07-01T25:00',
    '2026-07-01T07:00Z',
    '2026-07-01T07:00[UTC]',
  ])
    expect([wrong, instantOf(wrong)]).toEqual([wrong, null])
})

test('[D-07] what is scheduled over the change of the clocks is shown as it was entered', async () => {
  const { dayAndClock } = when('de', await load('de'))
  const shown = (entered: string, now: string) => dayAndClock(instantOf(entered) ?? '', now)
  // On Saturday evening, for Monday: one night has an hour less, the other one more.
  expect(instantOf('2026-03-30T07:00')).toBe('2026-03-30T05:00:00Z')
  expect(shown('2026-03-30T07:00', '2026-03-28T19:00:00.000Z')).toMatch(/^Mo\.?, 30\. März, 7:00 Uhr$/)
  expect(instantOf('2026-10-26T07:00')).toBe('2026-10-26T06:00:00Z')
  expect(shown('2026-10-26T07:00', '2026-10-24T18:00:00.000Z')).toMatch(/^Mo\.?, 26\. Okt\.?, 7:00 Uhr$/)
  // Half past two on the 29th of March does not exist; on the 25th of October it comes twice.
  expect(shown('2026-03-29T02:30', '2026-03-29T00:30:00.000Z')).toBe('Heute, 3:30 Uhr')
  expect(instantOf('2026-10-25T02:30')).toBe('2026-10-25T00:30:00Z')
})
