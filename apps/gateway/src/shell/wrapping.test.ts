import { createSecretKey, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { bytesOf } from './cipher.ts'
import { unwrap, wrapAnew, wrapNew } from './wrapping.ts'

const above = createSecretKey(randomBytes(32))
const row = { _id: 'a-key', ref: 'child:x:y', parent: 'root:1', at: new Date(0) }

test('[data at rest] a wrapped key comes back under the key above it, and under no other', () => {
  const wrapped = wrapNew(row, above)
  const secret = unwrap(wrapped, above)
  expect(secret?.symmetricKeySize).toBe(32)
  expect(bytesOf(wrapped.wrapped).includes(secret?.export() ?? '')).toBe(false)
  expect(unwrap(wrapped, createSecretKey(randomBytes(32)))).toBeNull()
})

test('[data at rest] every new key is another one', () => {
  const one = unwrap(wrapNew(row, above), above)
  const other = unwrap(wrapNew(row, above), above)
  expect(one && other && one.equals(other)).toBe(false)
})

test.each(['_id', 'ref', 'parent'] as const)(
  '[data at rest] a wrapped key does not open in another row (%s)',
  (field) => {
    expect(unwrap({ ...wrapNew(row, above), [field]: 'other' }, above)).toBeNull()
  },
)

test('[data at rest] a version that is not known does not open', () => {
  const wrapped = wrapNew(row, above)
  bytesOf(wrapped.wrapped)[0] = 2
  expect(unwrap(wrapped, above)).toBeNull()
})

test('[data at rest, N1] wrapped anew it is the same key, under the new one above it and no longer under the old one', () => {
  const row1 = wrapNew(row, above)
  const anew = { id: 'another', secret: createSecretKey(randomBytes(32)) }
  const moved = wrapAnew(row1, above, anew)!
  expect(moved.parent).toBe('another')
  expect(unwrap(moved, anew.secret)?.equals(unwrap(row1, above)!)).toBe(true)
  expect(unwrap(moved, above)).toBeNull()
  expect(wrapAnew(moved, above, anew)).toBeNull()
})
