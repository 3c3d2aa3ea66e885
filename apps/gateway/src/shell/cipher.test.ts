import { createSecretKey, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { additionalOf, bytesOf, decrypt, encrypt } from './cipher.ts'

const key = createSecretKey(randomBytes(32))
const header = Buffer.from([1, 1])
const additional = Buffer.from('here')

test('[data at rest] IV and tag have 96 and 128 bits', () => {
  expect(encrypt(key, header, additional, Buffer.alloc(64))).toHaveLength(2 + 12 + 64 + 16)
})

test('[data at rest] no IV comes twice, also beyond the random pool', () => {
  const ivs = Array.from({ length: 2_000 }, () =>
    encrypt(key, header, additional, Buffer.alloc(1)).toString('hex', 2, 14),
  )
  expect(new Set(ivs).size).toBe(2_000)
})

test('[data at rest] every single changed byte breaks the tag, except in the header, which the caller binds', () => {
  const sealed = encrypt(key, header, additional, Buffer.from('text'))
  for (let at = header.length; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(decrypt(key, changed, header.length, additional)).toBeNull()
  }
  expect(decrypt(key, sealed, header.length, additional)?.toString()).toBe('text')
})

test('[data at rest] a shortened value does not open, at any length', () => {
  const sealed = encrypt(key, header, additional, Buffer.from('text'))
  for (let length = 0; length < sealed.length; length += 1) {
    expect(decrypt(key, sealed.subarray(0, length), header.length, additional)).toBeNull()
  }
})

test('[data at rest] additional data is unambiguous: nothing moves from one part to the next', () => {
  const forms = [['ab', 'c'], ['a', 'bc'], ['abc', ''], ['abc'], ['', 'abc'], ['ä', 'bc'], ['x'.repeat(3_000), 'ä']]
  const encoded = forms.map((parts) => additionalOf(header, parts).toString('hex'))
  expect(new Set(encoded).size).toBe(forms.length)
  expect(encoded[0]).toBe('0101' + '0002' + '6162' + '0001' + '63')
})

test('[data at rest] bytes are read as they are, from a view into a larger buffer, and as a BSON Binary', () => {
  const large = Buffer.from('..inside..')
  const view = new Uint8Array(large.buffer, large.byteOffset + 2, 6)
  expect(bytesOf(view).toString()).toBe('inside')
  expect(bytesOf({ value: () => view }).toString()).toBe('inside')
})
