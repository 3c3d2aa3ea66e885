import { expect, test, vi } from 'vitest'
import { Breath, restAt } from './breath.ts'

test('[I8] the more there is to do, the longer telling rests', () => {
  expect(restAt(0)).toBe(restAt(0.2))
  expect(restAt(1)).toBe(restAt(0.5))
  expect(restAt(0.35)).toBeGreaterThan(restAt(0.2))
  expect(restAt(0.5)).toBeGreaterThan(restAt(0.35))
})

/** After whatever waits in the event loop now. */
const later = () => new Promise((then) => setImmediate(() => setImmediate(then)))

test('[I8] a message that comes alone is told at once; after long work telling rests', async () => {
  const breath = new Breath()
  let turns = 0
  const turn = () => void (turns += 1)
  breath.then(turn)
  await later()
  expect(turns).toBe(1)
  breath.spent(200)
  breath.then(turn)
  await later()
  expect(turns).toBe(1)
  await vi.waitFor(() => expect(turns).toBe(2), { timeout: 10_000 })
})
