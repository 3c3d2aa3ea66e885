import { join } from 'node:path'
import { alone } from '../services/alone.ts'
import { startMongod } from '../services/mongod.ts'
import type { Mongod } from '../services/mongod.ts'
import type { Progress } from '../services/search.ts'
import { toldWhenSlow } from '../services/slow.ts'
import type { Opened } from './ground.ts'
import { outsideIn } from './outside.ts'
import { rootKeyIn } from './root-key.ts'
import type { Env } from './settings.ts'

export interface Prepared extends Opened {
  /** The settings that the ground was opened with: another process opens the same with them. */
  readonly env: Env
  /** The database that was started for it; null where one was named. */
  readonly mongod: Mongod | null
}

interface Preparing {
  readonly dataFolder: string
  readonly env: Env
  readonly onProgress: Progress
}

/** Database, keys and demo world: everything that a gateway stands on. */
export async function prepare(parts: Preparing): Promise<Prepared> {
  return parts.env['MONGODB_URI'] ? onNamedDatabase(parts) : onOwnDatabase(parts)
}

// Nothing is ever filled into a database that was not started here.
async function onNamedDatabase({ dataFolder, onProgress, ...parts }: Preparing): Promise<Prepared> {
  const env = { ...parts.env, ROOT_KEY_FILE: parts.env['ROOT_KEY_FILE'] || (await rootKeyIn(dataFolder)) }
  const { openAsItIs } = await import('./ground.ts')
  const line = () => 'Waiting for the database that MONGODB_URI names …'
  return { env, mongod: null, ...(await toldWhenSlow(line, onProgress, openAsItIs(env))) }
}

async function onOwnDatabase({ dataFolder, onProgress, ...parts }: Preparing): Promise<Prepared> {
  return alone(join(dataFolder, 'STARTING'), onProgress, async () => {
    const rootKey = parts.env['ROOT_KEY_FILE'] || (await rootKeyIn(dataFolder))
    // The gateway's code is loaded while MongoDB starts.
    const [mongod, { openWithDemo }] = await Promise.all([
      toldWhenSlow(() => 'Starting MongoDB …', onProgress, startMongod({ dbPath: dataFolder, onProgress })),
      import('./ground.ts'),
    ])
    const outside = await outsideIn(dataFolder, parts.env)
    const env = { ...parts.env, ...outside, MONGODB_URI: mongod.uri, KEYS_MONGODB_URI: '', ROOT_KEY_FILE: rootKey }
    return { env, mongod, ...(await openWithDemo(env, onProgress)) }
  })
}
