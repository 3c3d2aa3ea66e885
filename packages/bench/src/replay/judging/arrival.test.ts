import { expect, test } from 'vitest'
import { arrivalOf, type Sending } from './arrival.ts'

const sending = (more: Partial<Sending> = {}): Sending => ({
  ...{ _id: 'd1', topic: 't1', digest: null, state: 'taken', at: new Date(100), ...more },
})
const came = (id: string, at: number) => ({ id, at })

test('[push-08] one notification of a topic is enough for all that happened before it', () => {
  const arrived = [came('t1', 150), came('t1', 300)]
  expect(arrivalOf(sending(), arrived)).toBe(150)
  expect(arrivalOf(sending({ _id: 'd2', at: new Date(140) }), arrived)).toBe(150)
  expect(arrivalOf(sending({ _id: 'd3', at: new Date(200) }), arrived)).toBe(300)
})

test('[I10] what came before it happened, of another topic, or was not taken, did not arrive', () => {
  expect(arrivalOf(sending({ at: new Date(301) }), [came('t1', 150), came('t1', 300)])).toBeNull()
  expect(arrivalOf(sending(), [came('t2', 150), came('d1', 150)])).toBeNull()
  expect(arrivalOf(sending({ state: 'dead' }), [came('t1', 150)])).toBeNull()
})

test('[N5] a bundle arrives under its own name', () => {
  const arrived = [came('t1', 150), came('d0', 400)]
  expect(arrivalOf(sending({ digest: 'd0' }), arrived)).toBe(400)
})
