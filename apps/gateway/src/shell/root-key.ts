import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import { link, open, rm, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'

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

const rootKeyLength = 32
const line = /^([1-9]\d{0,8}):([A-Za-z0-9+/]{43}=)$/

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

/** Makes a new root key file of one epoch; it is there whole and on disk, or not at all, and never overwrites. */
export async function createRootKey(path: string): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  try {
    await write(draft, newLine(1))
    await link(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    throw new RootKeyUnusable(`There is a root key file at ${path} already; it is never overwritten.`, { cause: error })
  } finally {
    await rm(draft, { force: true })
  }
  await syncFolder(dirname(path))
}

/** Adds an epoch at the end of the file, which stays the same one: a container sees it, too. Answers which it is. */
export async function addEpoch(path: string): Promise<number> {
  const lock = `${path}.lock`
  try {
    await write(lock, '')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    throw new RootKeyUnusable(`Somebody adds an epoch already; if nobody does, delete ${lock}.`, { cause: error })
  }
  try {
    const epoch = (await readRootKey(path)).newest + 1
    const file = await open(path, 'a+')
    try {
      const { size } = await file.stat()
      const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1)
      await file.appendFile(`${buffer.toString() === '\n' ? '' : '\n'}${newLine(epoch)}`)
      await file.sync()
    } finally {
      await file.close()
    }
    return epoch
  } finally {
    await rm(lock)
  }
}

const newLine = (epoch: number) => `${epoch}:${randomBytes(rootKeyLength).toString('base64')}\n`

async function write(path: string, text: string) {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function syncFolder(path: string) {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
