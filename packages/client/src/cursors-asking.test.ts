import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { begin, listen, settle } from '../test/listening.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a question that got no answer is asked again by itself', async () => {
  const { kita, wire, listener } = await begin()
  wire.instead = () => ({ ok: false, error: { code: 'try-again' } })
  kita.publish()
  await Promise.all([listener.following.catchUp(), settle()])
  expect(listener.items).toHaveLength(1)
  wire.instead = undefined
  await vi.advanceTimersByTimeAsync(5_000)
  expect(listener.items).toHaveLength(2)
})

test('who missed nothing asks for the heads alone, and who reconnects asks for what lies behind', async () => {
  const { kita, wire, listener } = await begin()
  await Promise.all([listener.following.catchUp(), settle()])
  expect(wire.asked.map(({ name }) => name)).toEqual(['room.list'])
  kita.publish()
  await Promise.all([listener.following.catchUp(), settle()])
  expect(wire.asked.map(({ name }) => name)).toEqual(['room.list', 'room.list', 'room.sync'])
  expect(listener.items).toHaveLength(2)
  expect(listener.reread).toHaveLength(1)
})

test('a defect of whoever listens is not taken for a bad line', async () => {
  const { kita, wire } = await begin()
  const broken = listen(kita, wire, {
    cursors: kita.heads(),
    told: () => {
      throw new Error('a defect')
    },
  })
  kita.publish()
  const caught = broken.following.catchUp().catch((defect: unknown) => {
    broken.following.stop()
    return String(defect)
  })
  await settle()
  expect(await caught).toContain('a defect')
})

test('when the session is over, nothing is asked any more', async () => {
  const { wire, listener } = await begin()
  wire.instead = () => ({ ok: false, error: { code: 'unauthenticated' } })
  await Promise.all([listener.following.catchUp(), settle()])
  await vi.advanceTimersByTimeAsync(600_000)
  wire.due()
  expect(wire.asked).toHaveLength(1)
})
