import type { ChildId, Reached } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { childId, member, personId, sun } from '../../test/members.ts'
import { familiesReached, reachedOf } from './reach.ts'

const [kim, mika, layan, noor] = [childId(1), childId(2), childId(3), childId(4)]
const [paula, paul, sami] = [personId(5), personId(6), personId(7)]
const nobody = new Set<never>()

test('[N4] a child is reached as far as the guardian whom the ladder reached best', () => {
  const opened = new Set([paul])
  const mailed = new Set([paula, sami])
  expect(reachedOf([paula, paul], { opened, mailed })).toBe('opened')
  expect(reachedOf([paula], { opened, mailed })).toBe('mailed')
  expect(reachedOf([paula, sami], { opened, mailed: nobody })).toBe('open')
})

test('[N4] without a guardian here nobody opened it, and nobody can be reached', () => {
  expect(reachedOf([], { opened: new Set([paul]), mailed: new Set([paul]) })).toBe('unreachable')
  expect(familiesReached(new Map(), [])).toEqual({ opened: 0, of: 0 })
})

test('[N4] families are counted, not children: siblings are one, and who is not reachable counts among all', () => {
  const guardians = [
    member(5, 'guardian', { groups: [sun], children: [kim, mika] }),
    member(6, 'guardian', { groups: [sun], children: [mika] }),
    member(7, 'guardian', { groups: [sun], children: [layan] }),
  ]
  const reached = (states: readonly [ChildId, Reached][]) => familiesReached(new Map(states), guardians)
  expect(
    reached([
      [kim, 'opened'],
      [mika, 'opened'],
      [layan, 'mailed'],
      [noor, 'unreachable'],
    ]),
  ).toEqual({ opened: 1, of: 3 })
  // Somebody of the family opened it, if not for each of its children.
  expect(
    reached([
      [kim, 'open'],
      [mika, 'opened'],
    ]),
  ).toEqual({ opened: 1, of: 1 })
})
