import { expect, test } from 'vitest'
import { Histogram } from './histogram.ts'

test('percentiles are those of the sorted list, to the width of a step', () => {
  const histogram = new Histogram()
  const values = Array.from({ length: 2_000 }, (_, index) => ((index * 7919) % 2_000) / 10)
  for (const value of values) histogram.add(value)
  const sorted = values.toSorted((a, b) => a - b)
  for (const share of [0.5, 0.95, 0.99]) {
    const exact = sorted[Math.ceil(sorted.length * share) - 1]!
    expect(Math.abs(histogram.at(share) - exact)).toBeLessThanOrEqual(0.06)
  }
})

test('what never ends is counted as the longest, what is early as none', () => {
  const histogram = new Histogram()
  histogram.add(1e9)
  histogram.add(-3)
  expect(histogram.total).toBe(2)
  expect(histogram.at(0.5)).toBe(0.05)
  expect(histogram.at(1)).toBeGreaterThan(59_999)
})

test('nothing counted has percentiles of 0', () => {
  expect(new Histogram().percentiles()).toEqual({ p50: 0, p95: 0, p99: 0 })
})
