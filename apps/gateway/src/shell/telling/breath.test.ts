import { expect, test, vi } from 'vitest'
import { Breath } from './breath.ts'

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

test('[I8] the longer telling worked, the longer it rests', async () => {
  const rested = async (workedMs: number) => {
    const breath = new Breath()
    breath.spent(workedMs)
    const began = performance.now()
    await new Promise<void>((turn) => breath.then(turn))
    return performance.now() - began
  }
  expect(await rested(20)).toBeGreaterThan((await rested(2)) + 50)
})
