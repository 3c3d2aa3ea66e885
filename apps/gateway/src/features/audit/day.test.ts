import { expect, test } from 'vitest'
import { boundsOf } from './day.ts'

const hours = (on: string) => (boundsOf(on).end.getTime() - boundsOf(on).begin.getTime()) / 3_600_000

test('[K-73] a day of the audit is one of Berlin: 23 or 25 hours when clocks are moved, and a leap day is one', () => {
  expect(boundsOf('2026-11-25')).toEqual({
    begin: new Date('2026-11-24T23:00:00Z'),
    end: new Date('2026-11-25T23:00:00Z'),
  })
  expect(hours('2027-03-28')).toBe(23)
  expect(hours('2027-10-31')).toBe(25)
  expect(boundsOf('2028-02-29').end).toEqual(boundsOf('2028-03-01').begin)
})
