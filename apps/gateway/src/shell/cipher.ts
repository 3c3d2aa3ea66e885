import { createCipheriv, createDecipheriv, randomFillSync, type KeyObject } from 'node:crypto'

/** What the MongoDB driver reads back for a stored Uint8Array: a BSON Binary, told by what it can do. */
export interface StoredBytes {
  value(): Uint8Array
}

const ivLength = 12
const tagLength = 16

// One system call for 256 IVs instead of one for each; every slice is used once.
const randomPool = Buffer.alloc(ivLength * 256)
let usedOfPool = randomPool.length

function takeIv(into: Buffer, at: number) {
  if (usedOfPool === randomPool.length) {
    randomFillSync(randomPool)
    usedOfPool = 0
  }
  randomPool.copy(into, at, usedOfPool, usedOfPool + ivLength)
  usedOfPool += ivLength
}

/** AES-256-GCM: `header`, a random 96-bit IV, the ciphertext and the 128-bit tag, in one piece. */
export function encrypt(key: KeyObject, header: Buffer, additional: Buffer, plain: Buffer): Buffer {
  const sealed = Buffer.allocUnsafe(header.length + ivLength + plain.length + tagLength)
  header.copy(sealed)
  takeIv(sealed, header.length)
  const bodyAt = header.length + ivLength
  const cipher = createCipheriv('aes-256-gcm', key, sealed.subarray(header.length, bodyAt), {
    authTagLength: tagLength,
  })
  cipher.setAAD(additional)
  cipher.update(plain).copy(sealed, bodyAt)
  cipher.final()
  cipher.getAuthTag().copy(sealed, bodyAt + plain.length)
  return sealed
}

/** The plain bytes behind a header of `headerLength`, or null if the tag is wrong: another key, place or content. */
export function decrypt(key: KeyObject, sealed: Buffer, headerLength: number, additional: Buffer): Buffer | null {
  const bodyAt = headerLength + ivLength
  const tagAt = sealed.length - tagLength
  if (tagAt < bodyAt) return null
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(headerLength, bodyAt), {
    authTagLength: tagLength,
  })
  decipher.setAAD(additional)
  decipher.setAuthTag(sealed.subarray(tagAt))
  const plain = decipher.update(sealed.subarray(bodyAt, tagAt))
  try {
    decipher.final()
  } catch {
    return null
  }
  return plain
}

/** A view of stored bytes, whether the driver hands them over as they are or as a BSON Binary. */
export function bytesOf(stored: Uint8Array | StoredBytes): Buffer {
  const bytes = stored instanceof Uint8Array ? stored : stored.value()
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

let scratch = Buffer.allocUnsafeSlow(1024)

/** Additional data in an unambiguous form: each part behind its length. The view is valid until the next call. */
export function additionalOf(header: Buffer, parts: readonly string[]): Buffer {
  const longest = header.length + parts.reduce((sum, part) => sum + 2 + part.length * 3, 0)
  if (longest > scratch.length) scratch = Buffer.allocUnsafeSlow(longest)
  let at = header.copy(scratch)
  for (const part of parts) {
    const length = scratch.write(part, at + 2)
    scratch.writeUInt16BE(length, at)
    at += 2 + length
  }
  return scratch.subarray(0, at)
}
