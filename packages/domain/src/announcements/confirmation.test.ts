import { expect, test } from 'vitest'
import { childId, member, membershipId, sun, wave } from '../../test/members.ts'
import { concerns, guardiansOf, isOpenFor, progressOf } from './confirmation.ts'

const [kim, layan] = [childId(1), childId(2)]
const [paula, paul, sami] = [membershipId(5), membershipId(6), membershipId(7)]

test('[D-07] an announcement concerns the children of its groups, and with no group nobody', () => {
  expect(concerns('all', sun)).toBe(true)
  expect(concerns([sun, wave], wave)).toBe(true)
  expect(concerns([sun], wave)).toBe(false)
  expect(concerns([], sun)).toBe(false)
})

test('[N4] reachable is a child with a guardian who has an account; staff and council are none', () => {
  const members = [
    member(5, 'guardian', { groups: [sun], children: [kim] }),
    member(6, 'guardian', { groups: [sun], children: [kim] }),
    member(7, 'guardian', { groups: [wave], children: [layan] }),
    member(8, 'council', { groups: 'all', children: [kim] }),
    member(9, 'educator', { groups: 'all' }),
  ]
  expect(guardiansOf(kim, members)).toEqual([paula, paul])
  expect(guardiansOf(layan, members)).toEqual([sami])
  expect(guardiansOf(childId(3), members)).toEqual([])
})

test('[D-07] where one is enough, one is enough; where all have to, all have to', () => {
  expect(progressOf('one', [paula, paul], [])).toEqual({ state: 'open', confirmed: 0, of: 2 })
  expect(progressOf('one', [paula, paul], [paul])).toEqual({ state: 'confirmed', confirmed: 1, of: 2 })
  expect(progressOf('all', [paula, paul], [paul])).toEqual({ state: 'open', confirmed: 1, of: 2 })
  expect(progressOf('all', [paula, paul], [paul, paula])).toEqual({ state: 'confirmed', confirmed: 2, of: 2 })
})

test('[N4] a child without a guardian here is not reachable, and has confirmed nothing', () => {
  expect(progressOf('one', [], [])).toEqual({ state: 'unreachable', confirmed: 0, of: 0 })
  expect(progressOf('all', [], [])).toEqual({ state: 'unreachable', confirmed: 0, of: 0 })
})

test('[K-63] who has left is waited for no longer; what was confirmed for the child stays where one is enough', () => {
  expect(progressOf('one', [paula], [paul])).toEqual({ state: 'confirmed', confirmed: 0, of: 1 })
  expect(progressOf('one', [], [paul])).toEqual({ state: 'confirmed', confirmed: 0, of: 0 })
  expect(progressOf('all', [paula], [paul])).toEqual({ state: 'open', confirmed: 0, of: 1 })
  expect(progressOf('all', [paula], [paul, paula])).toEqual({ state: 'confirmed', confirmed: 1, of: 1 })
  expect(progressOf('all', [], [paul])).toEqual({ state: 'unreachable', confirmed: 0, of: 0 })
})

test('[N9, K-37] where all have to, what the one did changes nothing for the other', () => {
  expect(isOpenFor(paula, 'one', [])).toBe(true)
  expect(isOpenFor(paula, 'one', [paul])).toBe(false)
  for (const others of [[], [paul], [paul, sami]]) {
    expect(isOpenFor(paula, 'all', others)).toBe(true)
    expect(isOpenFor(paula, 'all', [...others, paula])).toBe(false)
  }
})
