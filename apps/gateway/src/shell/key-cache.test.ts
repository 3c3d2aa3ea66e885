import { createSecretKey, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { createKeyCache } from './key-cache.ts'

const key = (id: string, name = `name of ${id}`) => ({
  id,
  name,
  idBytes: Buffer.from(id),
  secret: createSecretKey(randomBytes(32)),
})

test('[data at rest] keys in memory are bounded: the least used leave first, by id and by name', () => {
  const cache = createKeyCache(2)
  for (const id of ['a', 'b', 'c']) cache.keep(key(id), 0)
  cache.get('a')
  cache.trim()
  expect(cache.size).toBe(2)
  expect(cache.get('b')).toBeUndefined()
  expect(cache.named('name of b')).toBeUndefined()
  expect(cache.named('name of a')?.key?.id).toBe('a')
  expect(cache.named('name of c')?.key?.id).toBe('c')
})

test('[data at rest] a batch larger than the bound stays whole until the next one', () => {
  const cache = createKeyCache(2)
  for (const id of ['a', 'b', 'c', 'd']) cache.keep(key(id), 0)
  expect(['a', 'b', 'c', 'd'].every((id) => cache.get(id))).toBe(true)
})

test('[data at rest] a key that is gone is no longer found by its name, its successor is', () => {
  const cache = createKeyCache(9)
  cache.keep(key('old', 'child'), 0)
  cache.miss('old', 1)
  expect(cache.named('child')).toBeUndefined()
  expect(cache.get('old')).toMatchObject({ key: null, confirmedAt: 1 })
  cache.keep(key('new', 'child'), 2)
  cache.miss('old', 3)
  expect(cache.named('child')?.key?.id).toBe('new')
})
