import { expect, test } from 'vitest'
import { answerTo, totalsOf } from './answers.ts'

const choose = (...choices: number[]) => ({ choices })

test('[K-27] one choice takes one, several take any of them in order, free text takes text', () => {
  expect(answerTo({ kind: 'one', options: 3 }, choose(2))).toEqual(choose(2))
  expect(answerTo({ kind: 'several', options: 3 }, choose(2, 0))).toEqual(choose(0, 2))
  expect(answerTo({ kind: 'text', options: 0 }, { text: 'Gern.' })).toEqual({ text: 'Gern.' })
})

test('[K-27] a choice that does not exist, or an answer of another kind, is unknown', () => {
  expect(answerTo({ kind: 'one', options: 3 }, choose(3))).toBe('choice-unknown')
  expect(answerTo({ kind: 'one', options: 3 }, choose(0, 1))).toBe('choice-unknown')
  expect(answerTo({ kind: 'several', options: 3 }, choose(0, 3))).toBe('choice-unknown')
  expect(answerTo({ kind: 'one', options: 3 }, { text: 'Gern.' })).toBe('choice-unknown')
  expect(answerTo({ kind: 'text', options: 0 }, choose(0))).toBe('choice-unknown')
})

test('[K-40] totals count answers, and how often each option was chosen', () => {
  expect(totalsOf(3, [choose(0), choose(2), choose(0, 2)])).toEqual({ answers: 3, counts: [2, 0, 2] })
  expect(totalsOf(2, [])).toEqual({ answers: 0, counts: [0, 0] })
  expect(totalsOf(0, [{ text: 'Gern.' }])).toEqual({ answers: 1, counts: [] })
})
