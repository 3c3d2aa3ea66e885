import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { startMongod } from '@morgenkreis/sandbox'
import { startLoad } from './load/load.ts'
import type { Load } from './load/load.ts'
import type { Options } from './options.ts'
import { company, pin, pinning } from './pinning.ts'
import { baseline } from './targets/baseline.ts'
import { ours } from './targets/ours.ts'
import type { Target } from './targets/target.ts'

/** Everything that a bench needs: a database, a load generator, and the gateways that it compares. */
export interface Stage {
  targets: Target[]
  load: Load
  close(): Promise<void>
}

const dataFolder = resolve(import.meta.dirname, '../../../.data')

export async function setStage(options: Options, say: (line: string) => void): Promise<Stage> {
  const pinned = pinning()
  say(pinned.said)
  const others = company()
  if (others) say(others)
  await mkdir(dataFolder, { recursive: true })
  // On the project's own disk: a temporary folder in memory would make a journal free, which it is not.
  const dbPath = await mkdtemp(resolve(dataFolder, 'bench-'))
  const mongod = await startMongod({ dbPath, onProgress: say, cache: 'server' })
  pin(mongod.pid, pinned.rest)
  pin(process.pid, pinned.rest)
  const load = startLoad(pinned.rest)
  const build = (name: Target['name']): Target =>
    name === 'ours' ? ours(mongod.uri, dbPath, pinned.gateway) : baseline(name, mongod.uri, pinned.gateway)
  return {
    targets: options.targets.map(build),
    load,
    async close() {
      await load.stop()
      await mongod.stop()
      await rm(dbPath, { recursive: true, force: true })
    },
  }
}
