import { expect, test } from 'vitest'
import { nextMonday, PlayedTime } from './played-time.ts'

const at = (iso: string) => Date.parse(iso)

test('the day is the next Monday, today if its time is still to come, also over the change of clocks', () => {
  expect(nextMonday(at('2026-11-26T12:00:00Z'), '06:00').toString()).toBe('2026-11-30')
  expect(nextMonday(at('2026-11-30T04:59:00Z'), '06:00').toString()).toBe('2026-11-30')
  expect(nextMonday(at('2026-11-30T05:01:00Z'), '06:00').toString()).toBe('2026-12-07')
  expect(nextMonday(at('2026-03-29T00:30:00Z'), '06:00').toString()).toBe('2026-03-30')
})

test('whoever follows goes along; time is moved on, and never back', async () => {
  const time = new PlayedTime()
  const moves: number[] = []
  time.follow((ahead) => Promise.resolve(void moves.push(ahead)))
  expect(time.clock).toBe('06:00')
  await time.moveTo('06:40')
  expect([time.clock, time.now() >= time.at('06:40')]).toEqual(['06:40', true])
  await time.moveTo('06:10')
  expect(time.clock).toBe('06:40')
  await time.moveTo('06:31', 1)
  expect([time.clock, time.day]).toEqual(['06:31', time.dayAfter(1)])
  expect(moves).toHaveLength(3)
  expect(moves.at(-1)).toBe(time.ahead)
})
