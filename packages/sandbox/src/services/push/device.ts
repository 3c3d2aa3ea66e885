import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'

/** What a browser tells of its subscription. */
export interface Subscription {
  readonly endpoint: string
  readonly keys: { readonly p256dh: string; readonly auth: string }
}

const saltBytes = 16
const pointBytes = 65
const tagBytes = 16

/** A device as its browser keeps it: with the private half, which alone opens what is pushed (RFC 8291, RFC 8188). */
export class PushDevice {
  readonly subscription: Subscription
  readonly #curve = createECDH('prime256v1')
  readonly #auth = randomBytes(16)

  constructor(endpoint: string) {
    const p256dh = this.#curve.generateKeys('base64url')
    this.subscription = { endpoint, keys: { p256dh, auth: this.#auth.toString('base64url') } }
  }

  /** What stands in it; throws where it is not for this device, or not in one record. */
  open(body: Buffer): string {
    const salt = body.subarray(0, saltBytes)
    const from = body.subarray(saltBytes + 5, saltBytes + 5 + pointBytes)
    const sealed = body.subarray(saltBytes + 5 + pointBytes)
    const own = this.#curve.getPublicKey()
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), own, from])
    const key = Buffer.from(hkdfSync('sha256', this.#curve.computeSecret(from), this.#auth, info, 32))
    const derived = (what: string, length: number) =>
      Buffer.from(hkdfSync('sha256', key, salt, `Content-Encoding: ${what}\0`, length))
    const decipher = createDecipheriv('aes-128-gcm', derived('aes128gcm', 16), derived('nonce', 12))
    decipher.setAuthTag(sealed.subarray(-tagBytes))
    const plain = Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()])
    // A record ends with 2 if it is the last one, and with zeros that hide its length.
    const end = plain.lastIndexOf(2)
    return plain.subarray(0, end).toString('utf8')
  }
}
