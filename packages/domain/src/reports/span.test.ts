import { expect, test } from 'vitest'
import { dayAfter, daysBetween, isOn, isOpenOn, recovered, soundSpan } from './span.ts'

const today = '2026-11-25'

test('a report reaches a month back, half a year ahead, and lasts 92 days at most', () => {
  for (const [from, to] of [
    [today, today],
    ['2026-10-25', today],
    [today, '2027-02-24'],
    ['2027-05-27', '2027-08-26'],
  ] as const)
    expect([from, to, soundSpan({ from, to }, today)]).toEqual([from, to, { from, to }])
  for (const [from, to] of [
    ['2026-11-26', '2026-11-25'],
    ['2026-10-24', today],
    [today, '2027-02-25'],
    ['2027-05-28', '2027-05-28'],
    ['2019-01-01', '2119-01-01'],
    ['0000-01-01', '9999-12-31'],
  ] as const)
    expect([from, to, soundSpan({ from, to }, today)]).toEqual([from, to, 'dates-impossible'])
})

test('well again is sooner than was reported, and after the first day', () => {
  const span = { from: today, to: '2026-11-28' }
  expect(recovered(span, '2026-11-26')).toEqual({ from: today, to: today })
  expect(recovered(span, '2026-11-28')).toEqual({ from: today, to: '2026-11-27' })
  for (const back of [today, '2026-11-24', '2026-11-29']) expect(recovered(span, back)).toBe('dates-impossible')
})

test('days are counted on the calendar, over summer time and a leap day', () => {
  expect(dayAfter('2026-03-28', 1)).toBe('2026-03-29')
  expect(dayAfter('2026-03-29', 1)).toBe('2026-03-30')
  expect(dayAfter('2026-10-25', -1)).toBe('2026-10-24')
  expect(dayAfter('2028-02-28', 1)).toBe('2028-02-29')
  expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2)
  expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2)
  expect(isOn({ from: today, to: '2026-11-26' }, '2026-11-26')).toBe(true)
  expect(isOn({ from: today, to: '2026-11-26' }, '2026-11-27')).toBe(false)
  expect(['2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30'].map(isOpenOn)).toEqual([true, false, false, true])
})
