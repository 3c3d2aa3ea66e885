import { expect, test } from 'vitest'
import { committersAt, Pace } from './pace.ts'

/** How long is rested in the end, when batches of so many plans take so long, one after the other. */
function restAt(plansPerSecond: number, tookMs: number): number {
  const pace = new Pace()
  let [now, rest] = [0, 0]
  while (now < 2_000) {
    const cycle = tookMs + rest
    now += cycle
    rest = pace.restAfter((plansPerSecond / 1000) * cycle, tookMs, now)
  }
  return rest
}

test('[I11] alone, or among few, a plan goes at once', () => {
  expect(new Pace().restAfter(1, 4, 1_000)).toBe(0)
  for (const rate of [10, 100, 200]) expect(restAt(rate, 4)).toBe(0)
})

test('[I11] the more plans come, the further apart batches begin, until they are large; what took longer than that is not rested after', () => {
  expect(restAt(800, 4)).toBeGreaterThan(restAt(400, 4))
  expect(restAt(3_000, 4)).toBeLessThan(restAt(800, 4))
  expect(restAt(20_000, 4)).toBe(21)
  expect(restAt(20_000, 40)).toBe(0)
})

test('[I11] a burst is forgotten soon', () => {
  const pace = new Pace()
  expect(pace.restAfter(256, 0, 0)).toBeGreaterThan(0)
  expect(pace.restAfter(1, 1, 1_000)).toBe(0)
})

test('[I11] few plans get more transactions side by side than many', () => {
  expect(committersAt(1)).toBeGreaterThan(committersAt(200))
  expect(committersAt(200)).toBe(1)
})
