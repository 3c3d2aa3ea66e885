import { createSecretKey, type KeyObject } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'

type Epochs = ReadonlyMap<number, KeyObject>

/** The root of all keys: its epochs, of which the newest wraps what is new. */
export interface RootKey {
  readonly newest: number
  readonly epochs: Epochs
  /** Reads the file again. What it no longer names is forgotten, unless keys still need it. */
  reread(needed: ReadonlySet<number>): Promise<void>
}

/** A root key file that cannot be used; the message is one sentence that says what to do. */
export class RootKeyUnusable extends Error {
  override name = 'RootKeyUnusable'
}

const line = /^([1-9]\d{0,8}):([A-Za-z0-9+/]{43}=)$/

/** The epoch that a line of the file names; null where it is not one. */
export const epochOfLine = (written: string) => {
  const [, epoch] = line.exec(written.trim()) ?? []
  return epoch === undefined ? null : Number(epoch)
}

/** One line per epoch, `1:<32 bytes in base64>`. */
function parse(text: string, path: string): Epochs {
  const epochs = new Map<number, KeyObject>()
  for (const entry of text.split('\n').filter((entry) => entry.trim() !== '')) {
    const [, epoch, secret] = line.exec(entry.trim()) ?? []
    if (epoch === undefined || secret === undefined || epochs.has(Number(epoch))) {
      throw new RootKeyUnusable(
        `The root key file ${path} is damaged: each line must be "<epoch>:<32 bytes in base64>", each epoch once; restore it from its safe copy.`,
      )
    }
    epochs.set(Number(epoch), createSecretKey(Buffer.from(secret, 'base64')))
  }
  if (epochs.size === 0) {
    throw new RootKeyUnusable(`The root key file ${path} is empty; restore it from its safe copy.`)
  }
  return epochs
}

async function openToRead(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    throw new RootKeyUnusable(
      code === 'ENOENT'
        ? `There is no root key file at ${path}; set ROOT_KEY_FILE to the file that holds it.`
        : `The root key file ${path} cannot be read (${code}); give this process the right to read it.`,
      { cause: error },
    )
  }
}

/** Reads the root key. */
export async function readRootKey(path: string): Promise<RootKey> {
  let epochs = await epochsIn(path)
  return {
    get newest() {
      return Math.max(...epochs.keys())
    },
    get epochs() {
      return epochs
    },
    async reread(needed) {
      const found = await epochsIn(path)
      for (const [epoch, secret] of found) {
        if (epochs.get(epoch)?.equals(secret) !== false) continue
        throw new RootKeyUnusable(
          `The root key file ${path} has another key for epoch ${epoch} than before; restore it from its safe copy.`,
        )
      }
      epochs = new Map([...[...epochs].filter(([epoch]) => needed.has(epoch)), ...found])
    },
  }
}

/** The epochs in the file; refuses one that anybody but its owner may touch. */
async function epochsIn(path: string): Promise<Epochs> {
  const file = await openToRead(path)
  try {
    const found = await file.stat()
    if (!found.isFile()) throw new RootKeyUnusable(`The root key ${path} is not a file; set ROOT_KEY_FILE to one.`)
    if ((found.mode & 0o077) !== 0) {
      throw new RootKeyUnusable(`The root key file ${path} is open to others; run "chmod 600 ${path}".`)
    }
    return parse(await file.readFile('utf8'), path)
  } finally {
    await file.close()
  }
}
