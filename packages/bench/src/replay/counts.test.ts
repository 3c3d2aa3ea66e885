import { expect, test } from 'vitest'
import { noCounts, since } from './counts.ts'

test('what came since is said in words, and nothing where nothing came', () => {
  const before = noCounts()
  expect(since(before, { ...before, sickNotes: 3, messages: 12 })).toBe('12 messages, 3 sick notes')
  expect(since(before, before)).toBe('nothing')
})
