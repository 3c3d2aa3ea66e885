import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import { additionalOf, bytesOf, decrypt, encrypt, type StoredBytes } from './cipher.ts'

/** A wrapped key as it lies in the keys database. `parent` is the id of the key above, or `root:<epoch>`. */
export interface KeyRow {
  _id: string
  ref: string
  parent: string
  wrapped: Uint8Array | StoredBytes
  at: Date
}

/** Version, algorithm. */
const header = Buffer.from([1, 1])

// Bound to its row: nobody who can write the keys database can put one person's key in another's place.
const additional = ({ _id, ref, parent }: Omit<KeyRow, 'wrapped' | 'at'>) => additionalOf(header, [_id, ref, parent])

/** A new random key of 256 bits, wrapped under the one above it. */
export function wrapNew(row: Omit<KeyRow, 'wrapped'>, above: KeyObject): KeyRow {
  const secret = randomBytes(32)
  const wrapped = encrypt(above, header, additional(row), secret)
  secret.fill(0)
  return { ...row, wrapped }
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
