import { expect, test } from 'vitest'
import { isWithinSight, openDaysAfter } from './ahead.ts'

test('[K-20] who will be there is asked for today and two weeks ahead, and for no day that is over', () => {
  const given = ['2026-11-25', '2026-11-26', '2026-12-10', '2026-12-11'].map((day) => isWithinSight(day, '2026-11-26'))
  expect(given).toEqual([false, true, true, false])
})

test('[closings-03] the next days leave out weekends and closing days, over the end of a year, too', () => {
  expect(openDaysAfter('2026-11-26', [], 4)).toEqual(['2026-11-27', '2026-11-30', '2026-12-01', '2026-12-02'])
  const holidays = [{ from: '2026-12-24', to: '2027-01-01' }]
  expect(openDaysAfter('2026-12-23', holidays, 4)).toEqual(['2027-01-04', '2027-01-05', '2027-01-06'])
})
