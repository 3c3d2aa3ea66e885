import { randomBytes, randomUUID } from 'node:crypto'

/** Time and ids, injected so that tests can hold them. */
export interface Clock {
  now(): Date
  /** UUIDv7 (RFC 9562, 5.7) of the clock's now. */
  id(): string
}

export const systemClock: Clock = { now: () => new Date(), id: () => idAt(Date.now()) }

/** A UUIDv7 of an instant in milliseconds. */
export function idAt(ms: number): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(ms, 0, 6)
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** A UUIDv4, where the time in an id would tell (decision 10). */
export const timelessId = () => randomUUID()
