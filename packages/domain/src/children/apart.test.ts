import { expect, test } from 'vitest'
import { membershipId } from '../../test/members.ts'
import { householdsOf } from './apart.ts'

const tie = (n: number, apart: boolean) => ({ membership: membershipId(n), custody: true, apart })
const households = (...apart: boolean[]) => [...householdsOf(apart.map((one, n) => tie(n, one))).values()]

test('[N9] who is marked as living apart is of another household than the others', () => {
  expect(households(false, true)).toEqual(['a', 'b'])
  expect(households(true, false, false)).toEqual(['b', 'a', 'a'])
})

test('[N9] nobody lives apart from nobody: alone, or all marked alike, they are of no household', () => {
  expect(households(false, false)).toEqual([null, null])
  expect(households(true, true)).toEqual([null, null])
  expect(households(true)).toEqual([null])
  expect(households()).toEqual([])
})
