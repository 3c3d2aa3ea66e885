import { expect, test } from 'vitest'
import { deadlineAt, isOpen } from './terms.ts'

const closesAt = new Date('2026-03-29T16:00:00Z')
const around = (ms: number) => new Date(closesAt.getTime() + ms)

test('[K-27, D-07] a poll takes votes until its deadline, and at that instant no more', () => {
  expect(isOpen({ closesAt, closedAt: null }, around(-1))).toBe(true)
  expect(isOpen({ closesAt, closedAt: null }, closesAt)).toBe(false)
  expect(isOpen({ closesAt, closedAt: null }, around(1))).toBe(false)
})

test('[K-27, D-07] closed by hand it takes none, however far its deadline', () => {
  expect(isOpen({ closesAt, closedAt: around(-1000) }, around(-500))).toBe(false)
})

test('[D-07] a deadline lies ahead, by half a year at most', () => {
  const now = new Date('2026-03-01T08:00:00Z')
  const inDays = (days: number) => new Date(now.getTime() + days * 24 * 60 * 60 * 1000)
  expect(deadlineAt(inDays(180).toISOString(), now)).toEqual(inDays(180))
  expect(deadlineAt(new Date(now.getTime() + 1).toISOString(), now)).toBeInstanceOf(Date)
  expect(deadlineAt(now.toISOString(), now)).toBe('deadline-out-of-range')
  expect(deadlineAt(inDays(-1).toISOString(), now)).toBe('deadline-out-of-range')
  expect(deadlineAt(inDays(181).toISOString(), now)).toBe('deadline-out-of-range')
})
