import { expect, test } from 'vitest'
import { inTurn } from './in-turn.ts'

test('asked for many times meanwhile, it is done once more', async () => {
  const ends: (() => void)[] = []
  const turn = inTurn(() => new Promise<void>((end) => ends.push(end)))
  turn()
  turn()
  turn()
  expect(ends).toHaveLength(1)
  ends[0]?.()
  await expect.poll(() => ends.length).toBe(2)
  ends[1]?.()
  await new Promise(setImmediate)
  expect(ends).toHaveLength(2)
  turn()
  expect(ends).toHaveLength(3)
})

test('what failed once is tried when it is asked for again', async () => {
  let tries = 0
  const turn = inTurn(() => Promise.reject(new Error(`try ${(tries += 1)}`)))
  turn()
  await new Promise(setImmediate)
  turn()
  expect(tries).toBe(2)
})
