import { expect, test } from 'vitest'
import { dayAt, endOf, instantOf } from './calendar.ts'

test('[K-05] days and clocks are those of Berlin, also where summer time begins and ends, and on a leap day', () => {
  expect(dayAt(new Date('2026-11-25T22:59:59Z'))).toBe('2026-11-25')
  expect(dayAt(new Date('2026-11-25T23:00:00Z'))).toBe('2026-11-26')
  expect(dayAt(new Date('2026-07-01T22:00:00Z'))).toBe('2026-07-02')
  expect(instantOf('2026-03-27', '07:00').toISOString()).toBe('2026-03-27T06:00:00.000Z')
  expect(instantOf('2026-03-30', '07:00').toISOString()).toBe('2026-03-30T05:00:00.000Z')
  // 29 March 2026 has 23 hours, 25 October 2026 has 25.
  expect(endOf('2026-03-28').toISOString()).toBe('2026-03-28T23:00:00.000Z')
  expect(endOf('2026-03-29').toISOString()).toBe('2026-03-29T22:00:00.000Z')
  expect(endOf('2026-10-24').toISOString()).toBe('2026-10-24T22:00:00.000Z')
  expect(endOf('2026-10-25').toISOString()).toBe('2026-10-25T23:00:00.000Z')
  expect(endOf('2028-02-28').toISOString()).toBe('2028-02-28T23:00:00.000Z')
  expect(endOf('2028-02-29').toISOString()).toBe('2028-02-29T23:00:00.000Z')
})
