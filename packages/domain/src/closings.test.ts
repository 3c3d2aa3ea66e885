import { expect, test } from 'vitest'
import { comingClosings, isClosedOn, nearClosings, soundClosing } from './closings.ts'

const today = '2026-11-25'
const span = (from: string, to = from) => ({ from, to })

test('[closings-01] closing days are not over, no longer than a summer, and at most two years ahead', () => {
  for (const sound of [
    span(today),
    span('2026-11-20', today),
    span('2026-12-24', '2027-01-02'),
    span('2028-02-29'),
    span('2028-11-24'),
    span('2027-07-01', '2027-09-30'),
  ])
    expect(soundClosing(sound, today)).toEqual(sound)
  for (const wrong of [
    span('2026-11-24'),
    span('2026-11-27', '2026-11-26'),
    span('2028-11-25'),
    span('2027-07-01', '2027-10-01'),
    span('0001-01-01', today),
    span(today, '9999-12-31'),
  ])
    expect([wrong, soundClosing(wrong, today)]).toEqual([wrong, 'closing-out-of-range'])
})

test('[closings-01] closed is it from the first to the last day, over the turn of a year; nothing entered closes nothing', () => {
  const holidays = [span('2026-12-24', '2027-01-02'), span('2027-05-07')]
  const days = ['2026-12-23', '2026-12-24', '2026-12-31', '2027-01-02', '2027-01-03', '2027-05-07']
  expect(days.map((day) => isClosedOn(holidays, day))).toEqual([false, true, true, true, false, true])
  expect(isClosedOn([], '2026-12-24')).toBe(false)
})

test('[closings-02] everybody is reminded of what is today or within seven days, and of nothing that is over', () => {
  const all = [span('2026-11-20', '2026-11-24'), span('2026-11-23', today), span('2026-12-02'), span('2026-12-03')]
  expect(nearClosings(all, today)).toEqual([all[1], all[2]])
  expect(comingClosings(all, today)).toEqual(all.slice(1))
})
