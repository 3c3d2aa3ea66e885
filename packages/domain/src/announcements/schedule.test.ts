import { expect, test } from 'vitest'
import { allGroups, here, member, sun, wave } from '../../test/members.ts'
import { dueAt, holding } from './schedule.ts'

const now = new Date('2026-03-28T12:00:00.000Z')
const after = (ms: number) => new Date(now.getTime() + ms).toISOString()
const day = 24 * 60 * 60 * 1000

test('[D-07] scheduled is for later, at most ninety days ahead, to the millisecond', () => {
  expect(dueAt(after(1), now)).toEqual(new Date(now.getTime() + 1))
  expect(dueAt(after(90 * day), now)).toEqual(new Date(now.getTime() + 90 * day))
  for (const ms of [0, -1, -365 * day, 90 * day + 1, 100_000 * day])
    expect(dueAt(after(ms), now)).toBe('schedule-range')
})

test('[D-07] an instant stays one over the change of the clocks and a leap day', () => {
  // Seven o'clock on the Monday after the clocks went forward in Berlin is five o'clock UTC.
  expect(dueAt('2026-03-30T05:00:00.000Z', now)).toEqual(new Date('2026-03-30T05:00:00.000Z'))
  const winter = new Date('2028-02-28T20:00:00.000Z')
  expect(dueAt('2028-02-29T06:00:00.000Z', winter)).toEqual(new Date('2028-02-29T06:00:00.000Z'))
})

const where = { facility: here, groups: [sun] }

test('[D-07] what waited goes out by the right that its author has when the time comes', () => {
  const on = { modules: ['announcements'], now } as const
  expect(holding(member(1, 'educator', { groups: [sun], writes: true }), where, on)).toBe(null)
  expect(holding(member(1, 'admin', { groups: 'all' }), where, on)).toBe(null)
  expect(holding(undefined, where, on)).toBe('no-right')
  expect(holding(member(1, 'educator', { groups: [sun] }), where, on)).toBe('no-right')
  expect(holding(member(1, 'educator', { groups: [wave], writes: true }), where, on)).toBe('no-right')
  expect(holding(member(1, 'educator', { groups: allGroups, writes: true }), { ...where, groups: 'all' }, on)).toBe(
    'no-right',
  )
})

test('[K-02] with the module off nothing new is published, not even by itself', () => {
  const author = member(1, 'educator', { groups: [sun], writes: true })
  expect(holding(author, where, { modules: ['comments'], now })).toBe('module-off')
  expect(holding(author, where, { modules: [], now })).toBe('module-off')
})

test('[D-08] whoever is muted when the time comes says nothing', () => {
  const author = member(1, 'educator', { groups: [sun], writes: true })
  const on = { modules: ['announcements'], now } as const
  expect(holding({ ...author, mutedUntil: new Date(now.getTime() + 1) }, where, on)).toBe('muted')
  expect(holding({ ...author, mutedUntil: now }, where, on)).toBe(null)
})
