import { expect, test } from 'vitest'
import { optionsIn, wrongOptions } from './options.ts'

const lines = (count: number) => Array.from({ length: count }, (_, n) => `Tag ${n + 1}`)

test('each line is an option, without the space around it', () => {
  expect(optionsIn(' In den Wald \n\n\tAns Wasser\n')).toEqual(['In den Wald', 'Ans Wasser'])
  expect(optionsIn('')).toEqual([])
})

test('[K-27] two to twelve, each once, none too long', () => {
  expect(wrongOptions('one', lines(1))).toBe('few')
  expect(wrongOptions('several', [])).toBe('few')
  expect(wrongOptions('one', lines(2))).toBeUndefined()
  expect(wrongOptions('several', lines(12))).toBeUndefined()
  expect(wrongOptions('one', lines(13))).toBe('many')
  expect(wrongOptions('one', ['Wald', 'Wald'])).toBe('twice')
  expect(wrongOptions('one', ['Wald', 'x'.repeat(121)])).toBe('long')
  expect(wrongOptions('text', [])).toBeUndefined()
})
