import { access, constants, mkdtemp, readdir, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { Explained } from './services/explained.ts'
import { startMongod } from './services/mongod.ts'
import { startRedis } from './services/redis.ts'
import { isAlive } from './services/watchdog.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A one-member replica set for the whole run: each file takes a database name of its own. */
    mongodbUri: string
    /** A Redis for the whole run; null where none is to be had (with CI=true the run fails instead). */
    redisUrl: string | null
  }
}

interface TestServices {
  readonly mongodbUri: string
  readonly redisUrl: string | null
  stop(): Promise<void>
}

const folders = 'morgenkreis-test-'

// Each project loads this file anew, within one process: what runs is kept where all of them find it.
const shared = globalThis as typeof globalThis & { morgenkreisTestServices?: Promise<TestServices> }

/** Starts the real services once per run, and tells the tests where they are. They end with the run, however that ends. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const services = await (shared.morgenkreisTestServices ??= start())
  project.provide('mongodbUri', services.mongodbUri)
  project.provide('redisUrl', services.redisUrl)
  return async () => {
    const last = shared.morgenkreisTestServices
    delete shared.morgenkreisTestServices
    await (await last)?.stop()
  }
}

async function start(): Promise<TestServices> {
  await sweep()
  const dbPath = await mkdtemp(join(await quickFolder(), `${folders}${process.pid}-`))
  const onProgress = (line: string) => process.stderr.write(`${line}\n`)
  const [mongod, redis] = await Promise.allSettled([
    startMongod({ dbPath, onProgress, parameters: { ttlMonitorSleepSecs: 1 } }),
    startRedis({ onProgress }).catch(unlessInCi),
  ])
  const stop = async () => {
    if (mongod.status === 'fulfilled') await mongod.value.kill()
    if (redis.status === 'fulfilled') await redis.value?.kill()
    await rm(dbPath, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
  if (mongod.status === 'fulfilled' && redis.status === 'fulfilled') {
    return { mongodbUri: mongod.value.uri, redisUrl: redis.value?.url ?? null, stop }
  }
  await stop()
  throw [mongod, redis].find((one) => one.status === 'rejected')?.reason
}

/** Nothing is skipped in silence: on a developer's machine it is said, in CI it is a failure. */
function unlessInCi(failure: unknown): null {
  if (process.env['CI'] === 'true' || !(failure instanceof Explained)) throw failure
  process.stderr.write(`Tests that need Redis are skipped. ${failure.message}\n`)
  return null
}

const inMemory = '/dev/shm'
/** More than a whole run writes. */
const roomBytes = 4 * 2 ** 30

/**
 * In memory where there is room: what a test commits waits for no disk, and outlives every process that a test kills all the same.
 * Otherwise where all temporary files are.
 */
async function quickFolder(): Promise<string> {
  try {
    const { bavail, bsize } = await statfs(inMemory)
    await access(inMemory, constants.W_OK)
    return bavail * bsize > roomBytes ? inMemory : tmpdir()
  } catch {
    return tmpdir()
  }
}

/** Folders of runs that were killed. */
async function sweep(): Promise<void> {
  await Promise.all([tmpdir(), inMemory].map((folder) => sweepIn(folder)))
}

async function sweepIn(folder: string): Promise<void> {
  const all = (await readdir(folder).catch(() => [])).filter((name) => name.startsWith(folders))
  const left = all.filter((name) => !isAlive(Number(name.slice(folders.length).split('-')[0])))
  // A database that is just ending still writes there: the run after this one removes it.
  await Promise.allSettled(left.map((name) => rm(join(folder, name), { recursive: true, force: true })))
}
