import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Breath, restAt } from './breath.ts'

test('[I8] the more there is to do, the longer telling rests', () => {
  expect(restAt(0)).toBe(restAt(0.3))
  expect(restAt(1)).toBe(restAt(0.6))
  expect(restAt(0.45)).toBeGreaterThan(restAt(0.3))
  expect(restAt(0.6)).toBeGreaterThan(restAt(0.45))
})

const turnOf = async (breath: Breath) => {
  const began = performance.now()
  await new Promise<void>((turn) => breath.then(turn))
  return performance.now() - began
}

test('[I8] a message that comes alone is told at once; after long work telling rests at least twice as long', async () => {
  const breath = new Breath()
  breath.spent(20)
  expect(await turnOf(breath)).toBeGreaterThanOrEqual(39)
  // What was owed is paid by then.
  await sleep(1)
  let immediate = false
  breath.then(() => (immediate = true))
  await new Promise((later) => setImmediate(() => setImmediate(later)))
  expect(immediate).toBe(true)
})
