import { expect, test } from 'vitest'
import { parseReplayOptions } from './options.ts'

test('sixty families and four minutes, unless said otherwise; the seed is given by the caller', () => {
  expect(parseReplayOptions(['--texts', 'a.jsonl'], 5)).toEqual({ texts: 'a.jsonl', families: 60, minutes: 4, seed: 5 })
  expect(parseReplayOptions(['--texts', 'a', '--families', '3', '--minutes', '0.5', '--seed', '9'], 5)).toEqual({
    texts: 'a',
    families: 3,
    minutes: 0.5,
    seed: 9,
  })
})

test('what is wrong is said in one sentence', () => {
  expect(parseReplayOptions([], 1)).toEqual({ wrong: expect.stringContaining('--texts') })
  expect(parseReplayOptions(['--texts', 'a', '--families', '1.5'], 1)).toEqual({
    wrong: expect.stringContaining('1.5'),
  })
  expect(parseReplayOptions(['--texts', 'a', '--minutes', 'two'], 1)).toEqual({ wrong: expect.stringContaining('two') })
  expect(parseReplayOptions(['--help'], 1)).toBe('help')
})
