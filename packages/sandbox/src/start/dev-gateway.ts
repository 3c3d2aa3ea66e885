// Started by serve-sources.ts as a process of its own: a gateway whose pages come from the sources, with live reload.
import { explain, features, openGround, readConfig, startGateway, systemClock } from '@morgenkreis/gateway'
import type { Server } from 'node:http'
import pino from 'pino'
import { createServer } from 'vite'
import { webFolder } from '../web/build.ts'
import { askedToEnd } from './end.ts'

async function vite(server: Server) {
  const { middlewares } = await createServer({
    root: webFolder,
    // Left alone, Vite writes the configuration beside itself to read it, and that file would begin this process anew.
    configLoader: 'native',
    server: { middlewareMode: true, ws: { server } },
    appType: 'custom',
  })
  return middlewares
}

const asked = askedToEnd()
try {
  const config = readConfig(process.env)
  const ground = await openGround(config, systemClock, pino({ level: config.logLevel, base: null }))
  const gateway = await startGateway(ground, { features, web: vite })
  await asked
  await gateway.close()
  await ground.database.close()
  process.exit(0)
} catch (failure) {
  process.stderr.write(`${explain(failure)}\n`)
  process.exit(1)
}
