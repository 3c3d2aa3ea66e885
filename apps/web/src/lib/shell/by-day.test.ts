import { expect, test } from 'vitest'
import { byDay } from './by-day.ts'

const idAt = (at: string) => {
  const time = Date.parse(at).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
}
const dayKey = (at: string) => at.slice(0, 10)
const line = (said: string, wentAt?: string) => ({
  id: idAt(said),
  at: wentAt ?? said,
  ...(wentAt !== undefined && { gone: 'removed' }),
})
const days = (lines: Parameters<typeof byDay>[0]) =>
  byDay(lines, dayKey).map(({ key, at, items }) => [key, at.slice(0, 10), items.length])

test('[D-08] the line that is left stands under the day on which it was said, not on which it went', () => {
  const lines = [
    line('2026-11-23T08:00:00.000Z'),
    line('2026-11-23T09:00:00.000Z', '2026-11-25T10:00:00.000Z'),
    line('2026-11-24T08:00:00.000Z'),
    line('2026-11-25T08:00:00.000Z'),
  ]
  expect(days(lines)).toEqual([
    ['2026-11-23', '2026-11-23', 2],
    ['2026-11-24', '2026-11-24', 1],
    ['2026-11-25', '2026-11-25', 1],
  ])
})

test('a day that begins with such a line is named after when it was said', () => {
  expect(days([line('2026-11-23T09:00:00.000Z', '2026-11-25T10:00:00.000Z')])).toEqual([
    ['2026-11-23', '2026-11-23', 1],
  ])
})

test('no line stands under an earlier day than the one before it', () => {
  const lines = [line('2026-11-24T08:00:00.000Z'), line('2024-01-01T00:00:00.000Z', '2026-11-25T10:00:00.000Z')]
  expect(days(lines)).toEqual([['2026-11-24', '2026-11-24', 2]])
})
