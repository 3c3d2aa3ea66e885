import { modules } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { mayCount } from './counted.ts'

test('[K-20, K-76] how many reports go on which day those are told who read them', () => {
  const counted = (rights: readonly ('health' | 'moderate' | 'export')[]) =>
    modules.filter((module) => !mayCount({ rights }, module))
  expect(counted([])).toEqual(['sick-notes', 'absences'])
  expect(counted(['moderate', 'export'])).toEqual(['sick-notes', 'absences'])
  expect(counted(['health'])).toEqual([])
})
