import { cautions } from '@morgenkreis/gateway/config'
import { Explained } from '../services/explained.ts'
import { buildWeb, webHandler } from '../web/build.ts'
import { askedToEnd } from './end.ts'
import { readOptions } from './options.ts'
import { requirePort } from './port.ts'
import { prepare } from './prepare.ts'
import type { Prepared } from './prepare.ts'
import type { Serving } from './serve.ts'
import { serveSources } from './serve-sources.ts'
import { readSettings } from './settings.ts'
import type { Env } from './settings.ts'
import { whoCanLogIn } from './who.ts'

const say = (line: string) => void process.stdout.write(`${line}\n`)

/** Runs the product with a demo Kita until somebody ends it. Rejects with an `Explained` failure if it cannot. */
export async function start(args: readonly string[], given: Env): Promise<void> {
  const { dataFolder, dev } = readOptions(args)
  const settings = readSettings(given)
  // Before anything that takes minutes.
  await requirePort(settings)
  const env = { ...given, LOG_LEVEL: settings.logLevel, WEB_HANDLER: settings.webHandler ?? webHandler }
  const [prepared] = await Promise.all([
    prepare({ dataFolder, env, onProgress: say }),
    dev || settings.webHandler !== null ? undefined : buildWeb(say),
  ])
  const serving = await (dev ? serveSources(prepared, say) : serveBuild(prepared))
  greet(serving.origin, prepared, dataFolder)
  for (const caution of cautions(settings)) say(caution)
  const end = await Promise.race([askedToEnd(), serving.ended, databaseEnded(prepared)])
  if (end !== undefined) throw new Explained(end)
  say('Ending …')
  await serving.close()
  await prepared.mongod?.stop()
  process.exit(0)
}

// Loaded only now, as all of the gateway's code hangs on it.
async function serveBuild({ ground }: Prepared): Promise<Serving> {
  const { serve } = await import('./serve.ts')
  return serve(ground)
}

function greet(origin: string, { isDemo, mongod }: Prepared, dataFolder: string): void {
  say(`\nMorgenkreis runs on ${origin} (after ${process.uptime().toFixed(1)} s)\n`)
  if (isDemo) for (const line of whoCanLogIn()) say(line)
  else say('Nothing was filled in: whoever has an account in this database can log in.')
  say(`\nCtrl-C ends it${mongod === null ? '' : `; what was written stays in ${dataFolder}`}.`)
}

function databaseEnded({ mongod }: Prepared): Promise<string> {
  if (mongod === null) return new Promise(() => undefined)
  return mongod.ended.then(() => 'MongoDB has ended, and nobody here asked it to: start again, nothing stored is lost.')
}
