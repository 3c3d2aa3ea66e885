import type { RequestId } from '@morgenkreis/protocol'

/** A new request id, UUIDv7. Made from random values, since `randomUUID` is missing where a page is not secure. */
export function newRequest(now = Date.now()): RequestId {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const time = now.toString(16).padStart(12, '0')
  const variant = '89ab'.charAt(parseInt(hex.charAt(16), 16) & 3)
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
  return id as RequestId
}
