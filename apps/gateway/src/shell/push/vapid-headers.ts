import webPush from 'web-push'
import type { VapidKey } from './vapid-key.ts'

const hourMs = 60 * 60 * 1000
const signedForMs = 12 * hourMs
/** So much earlier a signature is made anew: clocks differ. */
const marginMs = hourMs

/** The signatures that push services ask for: one for each of them, good for twelve hours. */
export class VapidHeaders {
  readonly #key: VapidKey
  readonly #subject: string
  readonly #signed = new Map<string, { header: string; until: number }>()

  constructor(key: VapidKey, subject: string) {
    this.#key = key
    this.#subject = subject
  }

  of(origin: string): string {
    // By the clock of the world: push services and the library compare with that.
    const now = Date.now()
    const signed = this.#signed.get(origin)
    if (signed !== undefined && now < signed.until) return signed.header
    const { publicKey, privateKey } = this.#key
    const until = Math.floor((now + signedForMs) / 1000)
    const { Authorization: header } = webPush.getVapidHeaders(
      ...([origin, this.#subject, publicKey, privateKey, 'aes128gcm', until] as const),
    )
    this.#signed.set(origin, { header, until: until * 1000 - marginMs })
    return header
  }

  /** It was not believed: the next one is made anew. */
  forget(origin: string): void {
    this.#signed.delete(origin)
  }
}
