import { startLoad } from './load/load.ts'
import type { Load } from './load/load.ts'
import type { Options } from './options.ts'
import { openScratch } from './scratch.ts'
import { baseline } from './targets/baseline.ts'
import { ours } from './targets/ours.ts'
import type { Target } from './targets/target.ts'

/** Everything that a bench needs: a database, a load generator, and the gateways that it compares. */
export interface Stage {
  targets: Target[]
  load: Load
  close(): Promise<void>
}

export async function setStage(options: Options, say: (line: string) => void): Promise<Stage> {
  const { pinned, mongod, folder, close } = await openScratch(say)
  const load = startLoad(pinned.rest)
  const build = (name: Target['name']): Target =>
    name === 'ours' ? ours(mongod.uri, folder, pinned.gateway) : baseline(name, mongod.uri, pinned.gateway)
  return {
    targets: options.targets.map(build),
    load,
    async close() {
      await load.stop()
      await close()
    },
  }
}
