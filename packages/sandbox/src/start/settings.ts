// The gateway's settings alone: all of its code takes a second to load, and this is answered at once.
import { readConfig, WrongSettings } from '@morgenkreis/gateway/config'
import type { Config } from '@morgenkreis/gateway/config'
import { Explained } from '../services/explained.ts'

export type Env = Readonly<Record<string, string | undefined>>

/** All settings at once, before anything is started. */
export function readSettings(env: Env): Config {
  // K-70: whoever runs production does not want a demo beside it.
  if (env['NODE_ENV'] === 'production') {
    throw new Explained(
      'npm start is the demo: unset NODE_ENV, or run production with "node apps/gateway/src/main.ts".',
    )
  }
  try {
    // A terminal is for what somebody has to know.
    return readConfig({ ...env, LOG_LEVEL: env['LOG_LEVEL'] || 'warn' })
  } catch (failure) {
    throw failure instanceof WrongSettings ? new Explained(failure.message) : failure
  }
}
