import { hash } from 'node:crypto'
import webPush from 'web-push'
import { Line } from './line.ts'
import { payloadOf, type PushAddress, type PushMessage } from './message.ts'
import type { Posted } from './post.ts'
import { lookupPublic } from './public-address.ts'
import { pushServiceOf, type PushService } from './services.ts'
import { VapidHeaders } from './vapid-headers.ts'
import type { VapidKey } from './vapid-key.ts'

/** What became of a push. `gone`: the device is no more; `later`: try again, not sooner than that; `refused`: never. */
export type PushOutcome =
  | { readonly kind: 'taken' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'later'; readonly afterMs: number; readonly origin: string }
  | { readonly kind: 'refused'; readonly status: number }

export interface SenderParts {
  readonly key: VapidKey
  readonly subject: string
  readonly extraOrigins: readonly string[]
  /** The certificate that speaks for the extra origins. */
  readonly ca: string | null
  readonly now: () => Date
}

/** So many encrypted messages are kept: a few hundred bytes each. */
const encryptedKept = 20_000
/** How long a push service keeps what it cannot deliver. */
const keptSeconds = 24 * 60 * 60

/** Sends to push services, and to nobody else. */
export class PushSender {
  readonly #parts: SenderParts
  readonly #vapid: VapidHeaders
  readonly #lines = new Map<string, Line>()
  /** By a digest of device and message: what says the same again is sent as it was. The oldest leave first. */
  readonly #encrypted = new Map<string, Buffer>()

  constructor(parts: SenderParts) {
    this.#parts = parts
    this.#vapid = new VapidHeaders(parts.key, parts.subject)
  }

  get publicKey(): string {
    return this.#parts.key.publicKey
  }

  serviceOf(endpoint: string): PushService | null {
    return pushServiceOf(endpoint, this.#parts.extraOrigins)
  }

  /** `signal` ends it at once: what has not reached the push service by then never does. */
  async send(address: PushAddress, message: PushMessage, signal?: AbortSignal): Promise<PushOutcome> {
    const service = this.serviceOf(address.endpoint)
    if (service === null) return { kind: 'gone' }
    const body = this.#bodyOf(address, message)
    if (body === null) return { kind: 'gone' }
    const post = () => {
      const headers = { ...this.#headers(service, message), 'content-length': body.length }
      return this.#lineTo(service).post(address.endpoint, { headers, body, signal })
    }
    try {
      const posted = await post()
      if (!isDisbelieved(posted)) return this.#outcome(service, posted)
      // Once more, with a signature of now: clocks are set, and services forget.
      this.#vapid.forget(service.origin)
      return this.#outcome(service, await post())
    } catch {
      return { kind: 'later', afterMs: 0, origin: service.origin }
    }
  }

  close(): void {
    for (const line of this.#lines.values()) line.close()
  }

  /** Notifications of one topic are the same, byte by byte: encrypting them anew would say nothing else, and costs most of all. */
  #bodyOf(address: PushAddress, message: PushMessage): Buffer | null {
    const { subject, id } = message
    if (subject === 'test' || subject === 'digest') return encrypted(address, payloadOf(message))
    const { p256dh, auth } = address.keys
    const name = hash('sha256', `${p256dh} ${auth} ${subject} ${id}`, 'base64')
    const known = this.#encrypted.get(name)
    if (known !== undefined) return known
    const pooled = encrypted(address, payloadOf(message))
    if (pooled === null) return null
    // In memory of its own: a view into a pool would keep all of the pool, which is hundreds of times as large.
    const body = Buffer.allocUnsafeSlow(pooled.length)
    pooled.copy(body)
    const [oldest] = this.#encrypted.keys()
    if (this.#encrypted.size >= encryptedKept && oldest !== undefined) this.#encrypted.delete(oldest)
    this.#encrypted.set(name, body)
    return body
  }

  #lineTo({ origin, isExtra }: PushService): Line {
    const known = this.#lines.get(origin)
    if (known !== undefined) return known
    const { ca } = this.#parts
    const line = new Line(origin, isExtra ? { ...(ca !== null && { ca }) } : { lookup: lookupPublic })
    this.#lines.set(origin, line)
    return line
  }

  #headers({ origin }: PushService, { urgent, topic }: PushMessage) {
    return {
      authorization: this.#vapid.of(origin),
      'content-encoding': 'aes128gcm',
      'content-type': 'application/octet-stream',
      ttl: keptSeconds,
      urgency: urgent ? 'high' : 'normal',
      topic,
    }
  }

  #outcome({ origin }: PushService, { status, headers }: Posted): PushOutcome {
    if (status >= 200 && status < 300) return { kind: 'taken' }
    if (status === 404 || status === 410) return { kind: 'gone' }
    if (status === 408 || status === 429 || status >= 500)
      return { kind: 'later', afterMs: retryAfter(headers['retry-after'], this.#parts.now()), origin }
    return { kind: 'refused', status }
  }
}

const isDisbelieved = ({ status }: Posted) => status === 401 || status === 403

const longestMs = 6 * 60 * 60 * 1000

/** Seconds, or a date; milliseconds from now. */
function retryAfter(header: string | undefined, now: Date): number {
  if (header === undefined) return 0
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now.getTime()
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), longestMs) : 0
}

/** Null where the keys of the device are none. */
export function encrypted({ keys }: PushAddress, payload: Buffer): Buffer | null {
  try {
    return webPush.encrypt(keys.p256dh, keys.auth, payload, 'aes128gcm').cipherText
  } catch {
    return null
  }
}
