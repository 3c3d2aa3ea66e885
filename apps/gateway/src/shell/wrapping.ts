import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import { additionalOf, bytesOf, decrypt, encrypt, type StoredBytes } from './cipher.ts'
import type { Key } from './key-cache.ts'

/** A wrapped key as it lies in the keys database. `parent` is the id of the key above, or `root:<epoch>`. */
export interface KeyRow {
  _id: string
  ref: string
  parent: string
  wrapped: Uint8Array | StoredBytes
  at: Date
  /** How often keys were hung under it: raised in the transaction that does so. */
  wraps?: number
  /** Since when it has outlived a key that was destroyed beneath it. */
  since?: Date
  /** Its own id once nothing is hung under it or sealed with it any more: its name is free for its successor. */
  retired?: string | null
}

/** Version, algorithm. */
const header = Buffer.from([1, 1])

// Bound to its row: nobody who can write the keys database can put one person's key in another's place.
const additional = ({ _id, ref, parent }: Pick<KeyRow, '_id' | 'ref' | 'parent'>) =>
  additionalOf(header, [_id, ref, parent])

/** A new random key of 256 bits, wrapped under the one above it. */
export function wrapNew(row: Omit<KeyRow, 'wrapped'>, above: KeyObject): KeyRow {
  const secret = randomBytes(32)
  const wrapped = encrypt(above, header, additional(row), secret)
  secret.fill(0)
  return { ...row, wrapped }
}

/** The same key under another one above; null if it was not wrapped under this one. */
export function wrapAnew(row: KeyRow, above: KeyObject, anew: Pick<Key, 'id' | 'secret'>): KeyRow | null {
  const key = unwrap(row, above)
  if (key === null) return null
  const secret = key.export()
  const moved = { ...row, parent: anew.id }
  const wrapped = encrypt(anew.secret, header, additional(moved), secret)
  secret.fill(0)
  return { ...moved, wrapped }
}

/** The key, or null if it was not wrapped under this one. */
export function unwrap(row: KeyRow, above: KeyObject): KeyObject | null {
  const wrapped = bytesOf(row.wrapped)
  if (wrapped[0] !== header[0] || wrapped[1] !== header[1]) return null
  const secret = decrypt(above, wrapped, header.length, additional(row))
  if (secret === null) return null
  const key = createSecretKey(secret)
  secret.fill(0)
  return key
}
