import { expect, test } from 'vitest'
import { isOfTheGate } from './gate-refused.ts'

test('[D-05] what the gate refused needs its author again, what anything else refused does not', () => {
  const codes = ['acknowledgement-missing', 'acknowledgement-stale', 'acknowledgement-used', 'audience-changed']
  expect(codes.filter((code) => !isOfTheGate(code))).toEqual([])
  expect(['module-off', 'forbidden', 'gone', 'id-reused', undefined].filter(isOfTheGate)).toEqual([])
})
