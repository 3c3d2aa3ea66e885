import { demoState, explain, openGround, readConfig, systemClock } from '@morgenkreis/gateway'
import type { Ground } from '@morgenkreis/gateway'
import { join } from 'node:path'
import pino from 'pino'
import { alone } from '../services/alone.ts'
import { Explained } from '../services/explained.ts'
import { startMongod } from '../services/mongod.ts'
import type { Mongod } from '../services/mongod.ts'
import type { Progress } from '../services/search.ts'
import { toldWhenSlow } from '../services/slow.ts'
import { withDemo } from './demo.ts'
import { rootKeyIn } from './root-key.ts'
import type { Env } from './settings.ts'

export interface Prepared {
  readonly ground: Ground
  /** The settings that the ground was opened with: another process opens the same with them. */
  readonly env: Env
  /** Those who can log in are known. */
  readonly isDemo: boolean
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
  return explained(() => (parts.env['MONGODB_URI'] ? onNamedDatabase(parts) : onOwnDatabase(parts)))
}

// Nothing is ever filled into a database that was not started here.
async function onNamedDatabase({ dataFolder, onProgress, ...parts }: Preparing): Promise<Prepared> {
  const env = { ...parts.env, ROOT_KEY_FILE: parts.env['ROOT_KEY_FILE'] || (await rootKeyIn(dataFolder)) }
  const line = () => 'Waiting for the database that MONGODB_URI names …'
  const ground = await toldWhenSlow(line, onProgress, open(env))
  return { ground, env, mongod: null, isDemo: (await demoState(ground.database)) === 'filled' }
}

async function onOwnDatabase({ dataFolder, onProgress, ...parts }: Preparing): Promise<Prepared> {
  return alone(join(dataFolder, 'STARTING'), onProgress, async () => {
    const rootKey = parts.env['ROOT_KEY_FILE'] || (await rootKeyIn(dataFolder))
    const mongod = await toldWhenSlow(
      () => 'Starting MongoDB …',
      onProgress,
      startMongod({ dbPath: dataFolder, onProgress }),
    )
    const env = { ...parts.env, MONGODB_URI: mongod.uri, KEYS_MONGODB_URI: '', ROOT_KEY_FILE: rootKey }
    const ground = await withDemo(() => open(env), onProgress)
    return { ground, env, mongod, isDemo: (await demoState(ground.database)) === 'filled' }
  })
}

async function open(env: Env): Promise<Ground> {
  const config = readConfig(env)
  return openGround(config, systemClock, pino({ level: config.logLevel, base: null }))
}

/** What the gateway throws becomes one sentence, without a stack. */
export async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (failure) {
    throw failure instanceof Explained ? failure : new Explained(explain(failure))
  }
}
