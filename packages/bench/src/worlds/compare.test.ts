import { expect, test } from 'vitest'
import { idOfMoment } from './clock.ts'
import { compare } from './compare.ts'
import type { Played } from './play.ts'

const at = new Date('2026-11-25T07:30:00Z')
const drawn = (n: number, step = 3) => idOfMoment({ world: 866_296, step, call: 1, at }, n)
const difference = (a: string, b: string) => {
  const played = (bytes: string): Played => ({ received: [['read', bytes]], public: [], hidden: [] })
  return compare(866_296, played(a), played(b))
}

test('a call that was tried again draws other ids after its first; what they stand for is compared', () => {
  expect(difference(`${drawn(0)} ${drawn(1)}`, `${drawn(0)} ${drawn(8)}`)).toBeNull()
  expect(difference(`${drawn(1)} ${drawn(2)} ${drawn(1)}`, `${drawn(1)} ${drawn(2)} ${drawn(2)}`)).not.toBeNull()
})

test('what a call made, and ids of anything else, are the same to the last digit', () => {
  expect(difference(drawn(0), drawn(0, 4))).not.toBeNull()
  expect(difference(drawn(1), drawn(1, 4))).not.toBeNull()
  const ofAnotherWorld = drawn(1).replace('d37f81', 'd37f91')
  expect(ofAnotherWorld).not.toBe(drawn(1))
  expect(difference(drawn(1), ofAnotherWorld)).not.toBeNull()
  expect(difference('7 read it', '8 read it')).not.toBeNull()
})
