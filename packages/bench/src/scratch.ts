import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { startMongod } from '@morgenkreis/sandbox'
import type { Mongod } from '@morgenkreis/sandbox'
import { company, pin, pinning } from './pinning.ts'
import type { Pinning } from './pinning.ts'

/** A database in a folder of its own, which is gone when it is closed, and the cores of everybody. */
export interface Scratch {
  readonly pinned: Pinning
  readonly mongod: Mongod
  readonly folder: string
  close(): Promise<void>
}

const dataFolder = resolve(import.meta.dirname, '../../../.data')

export async function openScratch(say: (line: string) => void): Promise<Scratch> {
  const pinned = pinning()
  say(pinned.said)
  const others = company()
  if (others) say(others)
  await mkdir(dataFolder, { recursive: true })
  // On the project's own disk: a temporary folder in memory would make a journal free, which it is not.
  const folder = await mkdtemp(resolve(dataFolder, 'bench-'))
  const mongod = await startMongod({ dbPath: folder, onProgress: say, cache: 'server' })
  pin(mongod.pid, pinned.rest)
  pin(process.pid, pinned.rest)
  return {
    pinned,
    mongod,
    folder,
    async close() {
      await mongod.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
