import { explain, readConfig } from '@morgenkreis/gateway'
import type { Config } from '@morgenkreis/gateway'
import { Explained } from '../services/explained.ts'

export type Env = Readonly<Record<string, string | undefined>>

/** All settings at once, before anything is started; warnings are what a person at a terminal wants to read. */
export function readSettings(env: Env): Config {
  // K-70: whoever runs production does not want a demo beside it.
  if (env['NODE_ENV'] === 'production') {
    throw new Explained(
      'npm start is the demo: unset NODE_ENV, or run production with "node apps/gateway/src/main.ts".',
    )
  }
  try {
    return readConfig({ ...env, LOG_LEVEL: env['LOG_LEVEL'] || 'warn' })
  } catch (failure) {
    throw new Explained(explain(failure))
  }
}
