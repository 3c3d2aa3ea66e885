import { expect, test } from 'vitest'
import { dayOf } from './day.ts'

test('a day begins at midnight in Berlin, in summer, in winter, and over the change of the clocks', () => {
  expect(dayOf(new Date('2026-07-01T21:59:59.999Z'))).toBe('2026-07-01')
  expect(dayOf(new Date('2026-07-01T22:00:00.000Z'))).toBe('2026-07-02')
  expect(dayOf(new Date('2026-01-01T22:30:00.000Z'))).toBe('2026-01-01')
  expect(dayOf(new Date('2026-01-01T23:00:00.000Z'))).toBe('2026-01-02')
  // The 29th of March has 23 hours, the 25th of October 25.
  expect(dayOf(new Date('2026-03-28T23:00:00.000Z'))).toBe('2026-03-29')
  expect(dayOf(new Date('2026-03-29T22:00:00.000Z'))).toBe('2026-03-30')
  expect(dayOf(new Date('2026-10-24T22:00:00.000Z'))).toBe('2026-10-25')
  expect(dayOf(new Date('2026-10-25T22:59:00.000Z'))).toBe('2026-10-25')
  expect(dayOf(new Date('2028-02-29T12:00:00.000Z'))).toBe('2028-02-29')
})
