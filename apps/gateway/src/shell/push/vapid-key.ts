import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'

/** The pair that signs for this installation at push services, in base64url. */
export interface VapidKey {
  readonly publicKey: string
  readonly privateKey: string
}

/** A key file that cannot be used; the message is one sentence that says what to do. */
export class VapidKeyUnusable extends Error {
  override name = 'VapidKeyUnusable'
}

/** Reads a private key on the curve P-256, as PEM. */
export async function readVapidKey(path: string): Promise<VapidKey> {
  const pem = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new VapidKeyUnusable(
      `The key of web push cannot be read: set VAPID_KEY_FILE to a file that this process may read.`,
      { cause },
    )
  })
  try {
    const { crv, d, x, y } = createPrivateKey(pem).export({ format: 'jwk' })
    if (crv !== 'P-256' || d === undefined || x === undefined || y === undefined) throw new Error('another curve')
    const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
    return { publicKey: point.toString('base64url'), privateKey: d }
  } catch (cause) {
    throw new VapidKeyUnusable(
      `The file that VAPID_KEY_FILE names holds no private key on the curve P-256: make one as .env.example says.`,
      { cause },
    )
  }
}

/** The key, and the certificate that speaks for push services of tests. */
export interface Vapid {
  readonly key: VapidKey
  readonly ca: string | null
}

export async function readVapid({ keyFile, caFile }: { keyFile: string; caFile: string | null }): Promise<Vapid> {
  return { key: await readVapidKey(keyFile), ca: caFile === null ? null : await readFile(caFile, 'utf8') }
}

/** Makes a new key file, which only its owner may read; never overwrites. */
export async function createVapidKey(path: string): Promise<void> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  await writeFile(path, privateKey.export({ format: 'pem', type: 'pkcs8' }), { flag: 'wx', mode: 0o600 })
}
