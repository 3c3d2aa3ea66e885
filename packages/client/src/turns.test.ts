import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { turns } from './turns.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Turns that take 10 ms, and succeed or not by a list. */
function begin(...answers: boolean[]) {
  const taken: string[] = []
  const all = turns(async (key) => {
    taken.push(key)
    await new Promise((resolve) => setTimeout(resolve, 10))
    return answers.shift() ?? true
  })
  return { taken, all }
}

test('what is asked for during a turn gets one more after it, however often it was asked', async () => {
  const { taken, all } = begin()
  all.take('a')
  await vi.advanceTimersByTimeAsync(5)
  all.take('a')
  all.take('a')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(taken).toEqual(['a', 'a'])
})

test('one key does not wait for another', async () => {
  const { taken, all } = begin()
  all.take('a')
  all.take('b')
  await vi.advanceTimersByTimeAsync(5)
  expect(taken).toEqual(['a', 'b'])
})

test('a failed turn is taken again after a growing while, at once when hurried, and never after the stop', async () => {
  const { taken, all } = begin(false, false, false, false, false, false)
  vi.spyOn(Math, 'random').mockReturnValue(1)
  all.take('a')
  await vi.advanceTimersByTimeAsync(3_500)
  expect(taken).toHaveLength(3)
  all.hurry()
  expect(taken).toHaveLength(4)
  await vi.advanceTimersByTimeAsync(5)
  all.stop()
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(taken).toHaveLength(4)
  vi.restoreAllMocks()
})
