import { expect, test } from 'vitest'
import { createBoundedWork, WorkRefused } from './bounded-work.ts'

function gate() {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { opened: promise, open: resolve }
}

test('[identity] a few run at once, the rest in the order in which they came', async () => {
  const work = createBoundedWork({ atOnce: 2, waiting: 10 })
  const started: number[] = []
  const gates = Array.from({ length: 5 }, gate)
  const tasks = gates.map((one, n) =>
    work(async () => {
      started.push(n)
      await one.opened
      return n
    }),
  )
  await Promise.resolve()
  expect(started).toEqual([0, 1])
  gates[1]?.open()
  expect(await tasks[1]).toBe(1)
  expect(started).toEqual([0, 1, 2])
  gates.forEach((one) => one.open())
  expect(await Promise.all(tasks)).toEqual([0, 1, 2, 3, 4])
})

test('[identity] beyond the queue it refuses, and takes work again when there is room', async () => {
  const work = createBoundedWork({ atOnce: 1, waiting: 1 })
  const one = gate()
  const running = work(() => one.opened)
  const waits = work(() => Promise.resolve('waited'))
  await expect(work(() => Promise.resolve('too much'))).rejects.toBeInstanceOf(WorkRefused)
  one.open()
  await running
  expect(await waits).toBe('waited')
  expect(await work(() => Promise.resolve('again'))).toBe('again')
})

test('[identity] a task that fails gives its place free', async () => {
  const work = createBoundedWork({ atOnce: 1, waiting: 1 })
  const fails = work(() => Promise.reject(new Error('broken')))
  const next = work(() => Promise.resolve('next'))
  await expect(fails).rejects.toThrow('broken')
  expect(await next).toBe('next')
})
