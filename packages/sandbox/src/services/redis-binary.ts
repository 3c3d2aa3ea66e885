import { join } from 'node:path'
import { Explained, reason } from './explained.ts'
import { cacheFolder } from './folders.ts'
import type { Progress, Search } from './search.ts'
import { redisFromDebian } from './redis-debian.ts'
import { run } from './run.ts'
import { executable, firstOf, onPath } from './sources.ts'
import type { Source } from './sources.ts'

export interface RedisBinary {
  readonly path: string
  /** The environment it needs: libraries that came with it are not where the system looks. */
  readonly env: NodeJS.ProcessEnv
}

const wayOut = 'install redis-server or valkey-server, or set REDIS_BINARY to one'

/** A redis-server (or valkey-server) that runs on this machine: set, installed, fetched before, or fetched now. */
export async function findRedis(search: Search = {}): Promise<RedisBinary> {
  const { env = process.env, cache = cacheFolder, onProgress = () => undefined } = search
  const set = env['REDIS_BINARY']
  if (set) return theOneSet(set, env)
  const root = join(cache, 'redis')
  const unpacked = () => fromUnpacked(root, env)
  return firstOf(
    'Redis server',
    [
      { name: 'REDIS_BINARY', get: () => Promise.reject(new Error('not set')) },
      installed(env),
      { name: root, get: unpacked },
      { name: "the system's packages", get: () => fetched(root, env, onProgress).then(unpacked) },
    ],
    wayOut,
  )
}

function installed(env: NodeJS.ProcessEnv): Source<RedisBinary> {
  const get = async () => probed({ path: await onPath(env['PATH'], 'redis-server', 'valkey-server'), env })
  return { name: 'redis-server and valkey-server on PATH', get }
}

async function fetched(root: string, env: NodeJS.ProcessEnv, onProgress: Progress): Promise<void> {
  onProgress('Fetching Redis (1 MB and the package lists, once) …')
  await redisFromDebian(root, env)
}

async function fromUnpacked(root: string, env: NodeJS.ProcessEnv): Promise<RedisBinary> {
  const path = await executable(join(root, 'usr/bin/redis-server'))
  const machine = process.arch === 'arm64' ? 'aarch64' : 'x86_64'
  return probed({ path, env: { ...env, LD_LIBRARY_PATH: join(root, `usr/lib/${machine}-linux-gnu`) } })
}

async function theOneSet(path: string, env: NodeJS.ProcessEnv): Promise<RedisBinary> {
  try {
    return await probed({ path: await executable(path), env })
  } catch (failure) {
    throw new Explained(
      `REDIS_BINARY names ${path}, which cannot be used (${reason(failure)}): set it to a redis-server, or unset it.`,
    )
  }
}

async function probed(binary: RedisBinary): Promise<RedisBinary> {
  await run(binary.path, ['--version'], { env: binary.env, within: 10_000 })
  return binary
}
