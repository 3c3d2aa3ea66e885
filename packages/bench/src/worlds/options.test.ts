import { expect, test } from 'vitest'
import { parseWorldsOptions } from './options.ts'

test('ten thousand worlds, unless something else is said', () => {
  expect(parseWorldsOptions([], 7)).toEqual({ worlds: 10_000, seed: 7, rounds: 8 })
  expect(parseWorldsOptions(['--worlds', '1', '--seed', '99', '--rounds', '3'], 7)).toEqual({
    ...{ worlds: 1, seed: 99, rounds: 3 },
  })
  expect(parseWorldsOptions(['--help'], 7)).toBe('help')
})

test('what is no number, or no option, is named', () => {
  for (const given of [
    ['--worlds', 'alle'],
    ['--worlds', '0'],
    ['--seed', '1.5'],
    ['--seed', '2147483649'],
  ])
    expect(parseWorldsOptions(given, 7)).toEqual({ wrong: expect.stringContaining(given[0]!) })
  expect(parseWorldsOptions(['--world', '3'], 7)).toEqual({ wrong: expect.stringContaining('--world') })
})
