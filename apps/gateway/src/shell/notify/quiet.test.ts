import { usualQuietHours } from '@morgenkreis/domain'
import type { QuietTime } from '@morgenkreis/domain'
import type { QuietHours, Span } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { quietUntil } from './quiet.ts'

const kita = usualQuietHours.everybody
const until = (now: string, ...hours: QuietHours[]) => quietUntil(new Date(now), hours, [])?.toISOString() ?? null

test('[N5] from 19:00 to 6:30 on the clock of the Kita, in winter and in summer', () => {
  expect(until('2026-01-15T17:59:59Z', kita)).toBeNull()
  expect(until('2026-01-15T18:00:00Z', kita)).toBe('2026-01-16T05:30:00.000Z')
  expect(until('2026-01-16T05:29:59Z', kita)).toBe('2026-01-16T05:30:00.000Z')
  expect(until('2026-01-16T05:30:00Z', kita)).toBeNull()
  expect(until('2026-07-15T17:00:00Z', kita)).toBe('2026-07-16T04:30:00.000Z')
  expect(until('2026-07-16T04:30:00Z', kita)).toBeNull()
})

test('[N5] the nights in which the clock is moved end at 6:30, too', () => {
  expect(until('2026-03-28T20:00:00Z', kita)).toBe('2026-03-29T04:30:00.000Z')
  expect(until('2026-10-24T20:00:00Z', kita)).toBe('2026-10-25T05:30:00.000Z')
  expect(until('2028-02-28T20:00:00Z', kita)).toBe('2028-02-29T05:30:00.000Z')
})

test('[N5] hours that end where the clock is moved', () => {
  const own = { from: '22:00', to: '02:30' }
  // 2:30 does not exist: 3:30 it is.
  expect(until('2026-03-28T22:00:00Z', own)).toBe('2026-03-29T01:30:00.000Z')
  // 2:30 comes twice; the first one is over at the second 2:15.
  expect(until('2026-10-25T00:15:00Z', own)).toBe('2026-10-25T00:30:00.000Z')
  expect(until('2026-10-25T01:15:00Z', own)).toBe('2026-10-25T01:30:00.000Z')
})

test('[N5] hours that meet or lie in each other are one', () => {
  const nap = { from: '12:30', to: '14:00' }
  const late = { from: '06:00', to: '08:15' }
  expect(until('2026-01-15T12:00:00Z', kita, nap)).toBe('2026-01-15T13:00:00.000Z')
  expect(until('2026-01-15T20:00:00Z', kita, nap, late)).toBe('2026-01-16T07:15:00.000Z')
  expect(until('2026-01-15T16:45:00Z', kita, usualQuietHours.educator)).toBe('2026-01-16T05:30:00.000Z')
  expect(until('2026-01-15T10:00:00Z', kita, nap)).toBeNull()
})

test('[N5] hours without a gap hold for a day', () => {
  const day = { from: '06:00', to: '20:00' }
  expect(until('2026-01-15T10:00:00Z', kita, day)).toBe('2026-01-16T10:00:00.000Z')
})

test('[N5] with the weekend it is quiet from Friday evening to Monday morning, and all of it without a night before', () => {
  const weekend = { ...kita, weekend: true } as const
  // Friday 17:59 and 18:00 UTC, Saturday noon, Sunday late, Monday morning.
  expect(until('2026-01-16T17:59:59Z', weekend)).toBeNull()
  for (const at of ['2026-01-16T18:00:00Z', '2026-01-17T12:00:00Z', '2026-01-18T22:59:59Z', '2026-01-19T05:29:59Z'])
    expect([at, until(at, weekend)]).toEqual([at, '2026-01-19T05:30:00.000Z'])
  expect(until('2026-01-19T05:30:00Z', weekend)).toBeNull()
  // Without the weekend Saturday begins at 6:30.
  expect(until('2026-01-17T12:00:00Z', kita)).toBeNull()
  const nap = { from: '12:30', to: '14:00', weekend: true } as const
  expect(until('2026-01-16T22:59:59Z', nap)).toBeNull()
  expect(until('2026-01-16T23:00:00Z', nap)).toBe('2026-01-18T23:00:00.000Z')
})

test('[N5] the weekends in which the clock is moved are an hour shorter, and an hour longer', () => {
  const weekend = { ...kita, weekend: true } as const
  expect(until('2026-03-28T08:00:00Z', weekend)).toBe('2026-03-30T04:30:00.000Z')
  expect(until('2026-10-24T08:00:00Z', weekend)).toBe('2026-10-26T05:30:00.000Z')
  const alone = { from: '12:30', to: '14:00', weekend: true } as const
  const hours = (from: string) => (Date.parse(until(from, alone) ?? '') - Date.parse(from)) / 3_600_000
  expect([hours('2026-03-27T23:00:00Z'), hours('2026-10-23T22:00:00Z')]).toEqual([47, 49])
})

test('[N5, closings-04] on closing days it is quiet as on a weekend, where weekends are; one runs into the other', () => {
  const set = { ...kita, weekend: true, closings: true } as const
  const closed = (now: string, hours: QuietTime, ...closings: Span[]) =>
    quietUntil(new Date(now), [hours], closings)?.toISOString() ?? null
  const bridge = { from: '2026-05-14', to: '2026-05-15' }
  // From the evening before to Monday morning: Thursday, Friday, the weekend.
  for (const at of ['2026-05-13T17:00:00Z', '2026-05-14T10:00:00Z', '2026-05-15T10:00:00Z', '2026-05-17T10:00:00Z'])
    expect([at, closed(at, set, bridge)]).toEqual([at, '2026-05-18T04:30:00.000Z'])
  expect(closed('2026-05-12T10:00:00Z', set, bridge)).toBeNull()
  expect(closed('2026-05-14T10:00:00Z', kita, bridge)).toBeNull()
  expect(closed('2026-05-14T10:00:00Z', { ...kita, weekend: true }, bridge)).toBeNull()
  // Weeks, over a night in which the clock is moved, and two that adjoin.
  const autumn = [
    { from: '2026-10-19', to: '2026-10-24' },
    { from: '2026-10-26', to: '2026-10-30' },
  ]
  expect(closed('2026-10-19T08:00:00Z', set, ...autumn)).toBe('2026-11-02T05:30:00.000Z')
})

test('[N5] a weekend between hours without a gap: what waits goes out a day after it', () => {
  const all = { from: '06:00', to: '20:00', weekend: true } as const
  expect(until('2026-01-16T20:00:00Z', kita, all)).toBe('2026-01-19T23:00:00.000Z')
})
