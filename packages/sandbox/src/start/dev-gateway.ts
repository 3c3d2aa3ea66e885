// Started by serve-sources.ts as a process of its own: a gateway whose pages come from the sources, with live reload.
import { explain, features, openGround, readConfig, startGateway, systemClock } from '@morgenkreis/gateway'
import type { Server } from 'node:http'
import pino from 'pino'
import { createServer } from 'vite'
import type { ViteDevServer } from 'vite'
import { webFolder } from '../web/build.ts'
import { askedToEnd } from './end.ts'

function viteOn(server: Server): Promise<ViteDevServer> {
  return createServer({
    root: webFolder,
    // Left alone, Vite writes the configuration beside itself to read it, and that file would begin this process anew.
    configLoader: 'native',
    server: { middlewareMode: true, ws: { server } },
    appType: 'custom',
  })
}

async function main(): Promise<void> {
  const asked = askedToEnd()
  const config = readConfig(process.env)
  const ground = await openGround(config, systemClock, pino({ level: config.logLevel, base: null }))
  const pages: ViteDevServer[] = []
  const web = async (server: Server) => {
    const vite = await viteOn(server)
    pages.push(vite)
    return vite.middlewares
  }
  const gateway = await startGateway(ground, { features, web })
  await asked
  // Its sockets would keep the server open.
  for (const vite of pages) await vite.close()
  await gateway.close()
  await ground.database.close()
}

main().then(
  () => process.exit(0),
  (failure: unknown) => {
    process.stderr.write(`${explain(failure)}\n`)
    process.exit(1)
  },
)
