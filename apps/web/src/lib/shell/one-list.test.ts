import { expect, test } from 'vitest'
import { oneList } from './one-list.ts'

const read = (ids: string, more = false) => ({ items: [...ids].map((id) => ({ id })), more })
const shown = (...lists: Parameters<typeof oneList>) => {
  const { items, more } = oneList(...lists)
  return [items.map(({ id }) => id).join(''), more]
}

test('two kinds are one list, newest first', () => {
  expect(shown(read('geca'), read('fd'))).toEqual(['gfedca', false])
  expect(shown(read(''), read(''))).toEqual(['', false])
})

test('it ends where one of them was not read further, and nothing is left out in between', () => {
  expect(shown(read('ge', true), read('fdb'))).toEqual(['gfe', true])
  expect(shown(read('geca'), read('f', true))).toEqual(['gf', true])
  expect(shown(read('ge', true), read('fd', true))).toEqual(['gfe', true])
})
