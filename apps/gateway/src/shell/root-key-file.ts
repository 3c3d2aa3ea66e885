import { randomBytes } from 'node:crypto'
import { link, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { epochOfLine, readRootKey, RootKeyUnusable } from './root-key.ts'

const rootKeyLength = 32

/** Makes a new root key file of one epoch; it is there whole and on disk, or not at all, and never overwrites. */
export async function createRootKey(path: string): Promise<void> {
  const draft = draftOf(path)
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
export function addEpoch(path: string): Promise<number> {
  return alone(path, async () => {
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
  })
}

/** Takes an epoch out: whatever happens meanwhile, the file is there whole, with it or without. Never the newest. */
export function dropEpoch(path: string, epoch: number): Promise<void> {
  return alone(path, async () => {
    const { epochs, newest } = await readRootKey(path)
    if (!epochs.has(epoch) || epoch === newest)
      throw new RootKeyUnusable(`Epoch ${epoch} of ${path} is the newest, or not there any more; nothing was changed.`)
    // Where the name is a link, what it leads to is replaced.
    const file = await realpath(path)
    const { uid, gid } = await stat(file)
    const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => epochOfLine(line) !== epoch)
    const draft = draftOf(file)
    try {
      await write(draft, lines.join('\n'), { uid, gid })
      await rename(draft, file)
    } finally {
      await rm(draft, { force: true })
    }
    await syncFolder(dirname(file))
  })
}

/** One change of the file after the other. */
async function alone<Result>(path: string, change: () => Promise<Result>): Promise<Result> {
  const lock = `${path}.lock`
  await write(lock, '').catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw unchanged(path, error)
    throw new RootKeyUnusable(`Somebody changes the file already; if nobody does, delete ${lock}.`, { cause: error })
  })
  try {
    return await change()
  } catch (error) {
    throw unchanged(path, error)
  } finally {
    await rm(lock)
  }
}

/** A refusal of the system in a sentence: nobody may write there, or nothing can be replaced there. */
const unchanged = (path: string, error: unknown) =>
  codeOf(error) === undefined
    ? error
    : new RootKeyUnusable(
        `The root key file ${path} cannot be changed (${codeOf(error)}): run this as its owner, where its folder can be written to.`,
        { cause: error },
      )

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code

const draftOf = (path: string) => `${path}.${randomBytes(6).toString('hex')}`
const newLine = (epoch: number) => `${epoch}:${randomBytes(rootKeyLength).toString('base64')}\n`

/** For its owner alone: this account, or whose the file is that it takes the place of. */
async function write(path: string, text: string, owner?: { uid: number; gid: number }) {
  const file = await open(path, 'wx', 0o600)
  try {
    if (owner !== undefined) await file.chown(owner.uid, owner.gid)
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
