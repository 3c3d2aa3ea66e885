import { demoState, explain, openGround, readConfig, systemClock } from '@morgenkreis/gateway'
import type { Ground } from '@morgenkreis/gateway'
import pino from 'pino'
import { Explained } from '../services/explained.ts'
import type { Progress } from '../services/search.ts'
import { withDemo } from './demo.ts'
import type { Env } from './settings.ts'

/** Opened ground, and whether the demo world stands on it. */
export interface Opened {
  readonly ground: Ground
  readonly isDemo: boolean
}

export async function openAsItIs(env: Env): Promise<Opened> {
  return explained(async () => described(await open(env)))
}

export async function openWithDemo(env: Env, onProgress: Progress): Promise<Opened> {
  return explained(async () => described(await withDemo(() => open(env), onProgress)))
}

async function open(env: Env): Promise<Ground> {
  const config = readConfig(env)
  return openGround(config, systemClock, pino({ level: config.logLevel, base: null }))
}

async function described(ground: Ground): Promise<Opened> {
  return { ground, isDemo: (await demoState(ground.database)) === 'filled' }
}

/** What the gateway throws becomes one sentence, without a stack. */
export async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (failure) {
    throw failure instanceof Explained ? failure : new Explained(explain(failure))
  }
}
