import { expect, test } from 'vitest'
import { median, rounded } from './statistics.ts'

test('the median is the middle one, whatever the order', () => {
  expect(median([9, 1, 5])).toBe(5)
  expect(median([4, 1])).toBe(2.5)
  expect(() => median([])).toThrow()
})

test('figures are rounded to the places asked for', () => {
  expect([rounded(1.005, 1), rounded(10.126)]).toEqual([1, 10.13])
})
