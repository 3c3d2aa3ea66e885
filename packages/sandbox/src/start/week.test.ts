import * as world from '@morgenkreis/world'
import { expect, test } from 'vitest'
import { worldAt } from './week.ts'

const clockInBerlin = new Intl.DateTimeFormat('de', { timeZone: 'Europe/Berlin', timeStyle: 'short' })
const dayInBerlin = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Berlin', dateStyle: 'short' })
const last = world.comments.at(-1)!

// Night, morning and evening, both turns of the clock, and the leap day.
const instants = [
  '2026-11-24T23:30:00Z',
  '2026-03-29T00:59:00Z',
  '2026-03-29T18:00:00Z',
  '2026-10-25T01:30:00Z',
  '2026-10-25T22:59:00Z',
  '2028-03-01T07:15:00Z',
]

test.each(instants)('at %s nothing lies in the future, and everything stands on the Kita’s clock', (now) => {
  const { announcements, comments } = worldAt(new Date(now))
  for (const [index, { at }] of announcements.entries()) {
    expect(at.getTime()).toBeLessThanOrEqual(Date.parse(now))
    expect(clockInBerlin.format(at)).toBe(world.announcements[index]!.time)
  }
  for (const [index, { at }] of comments.entries()) {
    expect(at.getTime()).toBeLessThanOrEqual(Date.parse(now))
    expect(clockInBerlin.format(at)).toBe(world.comments[index]!.time)
  }
  const moments = [...announcements, ...comments].map(({ at }) => at.getTime())
  expect(Math.max(...moments)).toBeGreaterThan(Date.parse(now) - 2 * 24 * 60 * 60 * 1000)
})

test('the week ends today once its last moment is over, and yesterday before', () => {
  const daysAt = (now: string) => dayInBerlin.format(worldAt(new Date(now)).comments.at(-1)!.at)
  expect(last.day).toBe(0)
  expect(daysAt('2026-11-25T22:30:00Z')).toBe('2026-11-25')
  expect(daysAt('2026-11-25T04:00:00Z')).toBe('2026-11-24')
})
