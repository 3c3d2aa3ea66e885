import { randomUUID } from 'node:crypto'

/** Time and ids, injected so that tests can hold them. */
export interface Clock {
  now(): Date
  /** UUIDv7 (RFC 9562, 5.7) of the clock's now. */
  id(): string
}

export const systemClock: Clock = { now: () => new Date(), id: () => idAt(Date.now()) }

/** A UUIDv7 of an instant in milliseconds: the time in front of random bits, which `randomUUID` takes from a pool. */
export const idAt = (ms: number): string => withTime(ms, randomUUID())

/** The same random bits under another instant: the id of what stands where it belongs only once that instant comes. */
export function withTime(ms: number, id: string): string {
  const time = ms.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${id.slice(15)}`
}

/** A second id of one call, as fixed as the first: whatever is decided anew keeps both. */
export const idBeside = (id: string): string => `${id.slice(0, -1)}${(parseInt(id.slice(-1), 16) ^ 1).toString(16)}`

/** A UUIDv4, where the time in an id would tell (decision 10). */
export const timelessId = () => randomUUID()
