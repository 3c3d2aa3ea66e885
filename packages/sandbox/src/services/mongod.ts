import { mkdir, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Explained } from './explained.ts'
import { adoptMongod } from './mongod-adopted.ts'
import { findMongod } from './mongod-binary.ts'
import type { MongodBinary } from './mongod-binary.ts'
import type { Progress } from './search.ts'
import { graveWords, readNote, writeNote, writeVersion, writtenBy } from './mongod-folder.ts'
import { becomesPrimary, replicaSet } from './mongod-primary.ts'
import { freePort, isFree } from './ports.ts'
import { spawnBound } from './watchdog.ts'
import type { Bound } from './watchdog.ts'

export interface MongodOptions {
  /** The folder of the data; made if it is missing. */
  readonly dbPath: string
  /** 0, or left out: the port it had before, or a free one. */
  readonly port?: number
  readonly onProgress?: Progress
  /** Server parameters, such as `ttlMonitorSleepSecs`. */
  readonly parameters?: Readonly<Record<string, string | number | boolean>>
  /** `small`, if left out: a quarter of a gibibyte, enough for a demo. `server`: half of the machine's memory, as in production. */
  readonly cache?: 'small' | 'server'
}

export interface Mongod {
  readonly uri: string
  readonly port: number
  readonly pid: number
  /** It was running already, on the same folder. */
  readonly adopted: boolean
  /** Resolves once it has ended, whoever wanted that. */
  readonly ended: Promise<void>
  /** Ends it in order. One that belongs to another living process is only let go. */
  stop(): Promise<void>
  /** Ends it as `kill -9` does. */
  kill(): Promise<void>
}

const portTaken = 48

/**
 * From which share of the cache on changes are written out while messages wait, and from which by whoever changes more, in
 * percent (`docker/compose.yaml` says the same). What is less is left to the checkpoint, once a minute.
 */
export const eviction = ['dirty', 'updates']
  .map((what) => `eviction_${what}_target=30,eviction_${what}_trigger=40`)
  .join(',')

/**
 * A one-member replica set on loopback that ends with this process, however that ends. Resolves when it takes writes;
 * rejects with an `Explained` failure if that cannot be.
 */
export async function startMongod(options: MongodOptions): Promise<Mongod> {
  await mkdir(options.dbPath, { recursive: true })
  const dbPath = await realpath(options.dbPath)
  const adopted = await adoptMongod(dbPath)
  if (adopted !== undefined) return { ...adopted, uri: uriOf(adopted.port), adopted: true }
  const binary = await findMongod(options.onProgress ? { onProgress: options.onProgress } : {})
  await isReadableBy(binary, dbPath)
  const started = await spawned(binary, dbPath, options)
  await writeVersion(dbPath, binary.version)
  await writeNote(dbPath, { pid: started.bound.pid, port: started.port, owner: process.pid })
  return {
    uri: uriOf(started.port),
    port: started.port,
    pid: started.bound.pid,
    adopted: false,
    ended: started.bound.exited.then(() => undefined),
    stop: () => started.bound.stop(20_000),
    kill: () => started.bound.kill(),
  }
}

async function spawned(binary: MongodBinary, dbPath: string, options: MongodOptions) {
  for (let attempt = 1; ; attempt++) {
    const port = await portFor(dbPath, options.port ?? 0)
    const log = join(dbPath, 'mongod.log')
    await rm(log, { force: true })
    const bound = await spawnBound(binary.path, flags(dbPath, port, log, options))
    const code = await Promise.race([bound.exited, becomesPrimary(port, bound.isRunning, options.onProgress)])
    if (code === 'primary') return { bound, port }
    // Somebody else took the free port in between: another one will do.
    if (code === portTaken && !options.port && attempt < 3) continue
    throw await whyNot(bound, code, port, log)
  }
}

function flags(dbPath: string, port: number, log: string, options: MongodOptions): string[] {
  const parameters = { diagnosticDataCollectionEnabled: false, ...options.parameters }
  return [
    ...['--replSet', replicaSet, '--dbpath', dbPath, '--port', String(port), '--bind_ip', '127.0.0.1'],
    ...['--wiredTigerEngineConfigString', eviction],
    ...['--nounixsocket', '--logpath', log, '--quiet'],
    ...(options.cache === 'server' ? [] : ['--wiredTigerCacheSizeGB', '0.25']),
    ...Object.entries(parameters).flatMap(([name, value]) => ['--setParameter', `${name}=${value}`]),
  ]
}

async function portFor(dbPath: string, asked: number): Promise<number> {
  if (asked === 0) {
    const before = (await readNote(dbPath))?.port
    return before !== undefined && (await isFree(before)) ? before : freePort()
  }
  if (await isFree(asked)) return asked
  throw new Explained(`Port ${asked} is taken: end the program that listens there, or choose another port for MongoDB.`)
}

async function isReadableBy(binary: MongodBinary, dbPath: string): Promise<void> {
  const before = await writtenBy(dbPath)
  if (before === undefined || line(before) === line(binary.version)) return
  throw new Explained(
    `The data in ${dbPath} was written by MongoDB ${line(before)}, but ${binary.path} is MongoDB ${line(binary.version)}: ` +
      `set MONGOD_BINARY to a mongod of ${line(before)}, or move the folder away to begin with an empty database.`,
  )
}

/** MongoDB's major versions have two numbers: 6.0, 7.0. */
function line(version: string): string {
  return version.split('.').slice(0, 2).join('.')
}

async function whyNot(bound: Bound, code: number | 'silent', port: number, log: string): Promise<Explained> {
  if (code === 'silent') {
    await bound.kill()
    return new Explained(`MongoDB on port ${port} did not answer in time: look into ${log}, then start again.`)
  }
  if (code === portTaken) {
    return new Explained(
      `Port ${port} is taken: end the program that listens there, or choose another port for MongoDB.`,
    )
  }
  const said = await graveWords(log)
  return new Explained(
    `MongoDB ended at once with code ${code} (${said}): look into ${log}, mend that, and start again.`,
  )
}

function uriOf(port: number): string {
  return `mongodb://127.0.0.1:${port}/?replicaSet=${replicaSet}`
}
