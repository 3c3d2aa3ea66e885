import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** A certificate of its own for 127.0.0.1, and its key, as PEM. */
export interface Certificate {
  readonly key: string
  readonly cert: string
}

const dayMs = 24 * 60 * 60 * 1000

/** DER: a tag, a length, and what it holds. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  if (length < 128) return Buffer.concat([Buffer.of(tag, length), content])
  const bytes = length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.of(tag, ...bytes), content])
}

const sequence = (...parts: readonly Buffer[]) => der(0x30, ...parts)
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
const octets = (content: Buffer) => der(0x04, content)
const bits = (content: Buffer) => der(0x03, Buffer.of(0), content)
const time = (at: Date) => der(0x18, Buffer.from(`${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`))
const name = (text: string) => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(text)))))

const yes = der(0x01, Buffer.of(255))
const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'))
const forThisMachine = sequence(
  // It speaks for itself, and for the address 127.0.0.1.
  sequence(oid('551d13'), yes, octets(sequence(yes))),
  sequence(oid('551d11'), octets(sequence(der(0x87, Buffer.of(127, 0, 0, 1))))),
)

/** Makes one that is good from yesterday to in a year: Node can read certificates, and has no way to make one. */
export function certificateForThisMachine(now = Date.now()): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const who = name('push origin of the tests')
  const signed = sequence(
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, Buffer.of(1), randomBytes(8)),
    ecdsaWithSha256,
    who,
    sequence(time(new Date(now - dayMs)), time(new Date(now + 365 * dayMs))),
    who,
    publicKey.export({ format: 'der', type: 'spki' }),
    der(0xa3, forThisMachine),
  )
  const whole = sequence(signed, ecdsaWithSha256, bits(sign('sha256', signed, privateKey)))
  const lines = whole.toString('base64').replace(/.{64}/g, '$&\n')
  return {
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  }
}
