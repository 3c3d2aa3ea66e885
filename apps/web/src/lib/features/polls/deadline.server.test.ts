import { expect, test } from 'vitest'
import { instantOf, usualDeadline } from './deadline.server.ts'

test('a deadline is meant by the clock of the Kita, in summer and in winter', () => {
  expect(instantOf('2026-07-01T18:00')).toBe('2026-07-01T16:00:00.000Z')
  expect(instantOf('2026-12-01T18:00')).toBe('2026-12-01T17:00:00.000Z')
})

test('in the hour that does not exist it is the one after', () => {
  expect(instantOf('2026-03-29T02:30')).toBe('2026-03-29T01:30:00.000Z')
})

test('what is no date and time is none', () => {
  for (const local of ['', 'morgen', '2026-02-30T18:00', '2026-07-01T25:00']) expect(instantOf(local)).toBeNull()
})

test('the form begins with a week from today, as the Kita counts days', () => {
  expect(usualDeadline(new Date('2026-02-21T23:30:00Z'))).toBe('2026-03-01T18:00')
})
