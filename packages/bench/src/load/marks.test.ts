import { expect, test } from 'vitest'
import { eachMark, markOf, numberAt } from './marks.ts'

test('marks are found between the bounds, and nowhere else', () => {
  const text = `${markOf(1)}#${markOf(20_000)}~${markOf(99_999_999)}|${markOf(4)}`
  const bytes = Buffer.from(text)
  const found: number[] = []
  eachMark(bytes, 0, bytes.indexOf('|'), (index) => found.push(index))
  expect(found).toEqual([1, 20_000, 99_999_999])
})

test('a number ends at the first byte that is no digit', () => {
  expect(numberAt(Buffer.from('312[{"ok":true}]'), 1, 16)).toBe(12)
})
