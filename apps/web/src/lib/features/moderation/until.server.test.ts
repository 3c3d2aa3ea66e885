import { expect, test } from 'vitest'
import { untilOf } from './until.server.ts'

test('a day, a week, or to the end of a day, as clocks in Berlin say it, over their change', () => {
  const now = new Date('2026-03-28T09:30:00.000Z')
  expect(untilOf('day', '', now)).toBe('2026-03-29T08:30:00.000Z')
  expect(untilOf('week', '', now)).toBe('2026-04-04T08:30:00.000Z')
  expect(untilOf('until', '2026-03-28', now)).toBe('2026-03-28T23:00:00.000Z')
  expect(untilOf('until', '2026-03-29', now)).toBe('2026-03-29T22:00:00.000Z')
  for (const none of ['', 'morgen', '2026-02-30x']) expect(untilOf('until', none, now)).toBeNull()
})
