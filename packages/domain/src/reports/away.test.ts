import { expect, test } from 'vitest'
import { comesLater } from './away.ts'

test('[K-20, reports-04] a child comes later if that is all that was said of it; an illness has no reason, and so is absence', () => {
  const said = [[], ['late'], ['late', 'late'], ['holiday'], ['late', null], [null]] as const
  expect(said.map((reasons) => comesLater(reasons.map((reason) => ({ reason }))))).toEqual([
    ...[false, true, true, false, false, false],
  ])
})
