import { expect, test } from 'vitest'
import { highestRate } from './search.ts'

const upTo = (limit: number) => async (rate: number) => rate <= limit

test('the highest rate is found within six percent, from below and from above', async () => {
  for (const limit of [40, 240, 951, 2013, 3900]) {
    for (const from of [100, 1000, 5000]) {
      const { rate } = await highestRate(upTo(limit), from)
      expect(rate).toBeLessThanOrEqual(limit)
      expect(rate * 1.07).toBeGreaterThan(limit)
    }
  }
})

test('a search that starts near its goal needs few tries', async () => {
  const { tried, rate } = await highestRate(upTo(1000), 980, true)
  expect(tried.length).toBeLessThanOrEqual(4)
  expect(rate).toBeGreaterThan(940)
})

test('a gateway that holds nothing is reported with 0, not searched for ever', async () => {
  expect((await highestRate(async () => false, 1000)).rate).toBe(0)
})
