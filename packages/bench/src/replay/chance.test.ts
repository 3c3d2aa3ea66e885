import { expect, test } from 'vitest'
import { Chance } from './chance.ts'

test('the same seed plays the same run, another seed another one', () => {
  const draw = (seed: number) =>
    Array.from(
      { length: 20 },
      (
        (chance) => () =>
          chance.below(1000)
      )(new Chance(seed)),
    )
  expect(draw(7)).toEqual(draw(7))
  expect(draw(7)).not.toEqual(draw(8))
})

test('weights are kept', () => {
  const chance = new Chance(3)
  const counts = { often: 0, seldom: 0, never: 0 }
  for (let n = 0; n < 10_000; n += 1) counts[chance.weighted({ often: 9, seldom: 1, never: 0 })] += 1
  expect(counts.never).toBe(0)
  expect(counts.often / counts.seldom).toBeGreaterThan(7)
  expect(counts.often / counts.seldom).toBeLessThan(11)
})
