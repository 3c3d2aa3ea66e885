import { expect, test } from 'vitest'
import type { JournalRow } from '../journal/store.ts'
import type { StoredRow } from '../commit/rows.ts'
import { RecentRows } from './recent-rows.ts'

const stream = 'facility:apfelhof'
const other = 'facility:birnbaum'
const stored = (n: number, where: JournalRow['stream'] = stream): StoredRow => {
  const at = new Date(0)
  const row: JournalRow = {
    ...{ _id: `${where} ${n}`, stream: where, n, operation: 'comment.publish', name: null, ref: null, v: null },
    ...{ actor: 'anna', fields: [], request: { id: `${n}`, mac: '' }, at, expiresAt: at },
  }
  return { row, data: undefined, logEpoch: 1 }
}
const numbers = (rows: readonly JournalRow[] | null) => rows?.map(({ n }) => n) ?? null

test('[K-72] what was committed here is at hand in order, until it is linked', () => {
  const recent = new RecentRows()
  recent.committed([stored(4), stored(5), stored(1, other)])
  recent.committed([stored(6)])
  expect(numbers(recent.after(stream, 3, 10))).toEqual([4, 5, 6])
  expect(numbers(recent.after(stream, 4, 1))).toEqual([5])
  expect(numbers(recent.after(stream, 2, 10))).toBeNull()
  recent.linked(stream, 5)
  expect(numbers(recent.after(stream, 5, 10))).toEqual([6])
  expect(numbers(recent.after(stream, 4, 10))).toBeNull()
  recent.linked(stream, 6)
  expect(recent.after(stream, 6, 10)).toBeNull()
  expect(numbers(recent.after(other, 0, 10))).toEqual([1])
})

test('[K-72] what lies before rows of another gateway is read', () => {
  const recent = new RecentRows()
  recent.committed([stored(4), stored(7)])
  expect(recent.after(stream, 3, 10)).toBeNull()
  expect(numbers(recent.after(stream, 6, 10))).toEqual([7])
  recent.committed([stored(3)])
  expect(numbers(recent.after(stream, 2, 10))).toEqual([3])
})
