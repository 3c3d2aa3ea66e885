import pino from 'pino'
import { features } from './features.ts'
import { startGateway } from './shell/app.ts'
import { systemClock } from './shell/clock.ts'
import { cautions, readConfig, requireNode } from './shell/config.ts'
import { refuseDemo } from './shell/demo.ts'
import { explain } from './shell/explain.ts'
import { openGround } from './shell/open.ts'

/** How long clients have to come back elsewhere while this gateway goes down. */
const spreadMs = 5_000

async function main(): Promise<void> {
  requireNode(process.versions.node)
  const config = readConfig(process.env)
  const log = pino({ level: config.logLevel, base: null })
  for (const caution of cautions(config)) log.warn(caution)
  // A promise that nobody waited for is a defect, not a reason to cut everybody off.
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'defect'))
  const ground = await openGround(config, systemClock, log)
  if (config.production) await refuseDemo(ground.database)
  const gateway = await startGateway(ground, { features })
  log.info({ origin: gateway.origin, port: gateway.port }, 'ready')

  let ending = false
  const end = () => {
    if (ending) return
    ending = true
    gateway
      .close(spreadMs)
      .then(() => ground.database.close())
      .then(() => process.exit(0))
      .catch((error: unknown) => {
        log.error({ err: error }, 'the gateway did not end in order')
        process.exit(1)
      })
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`)
  process.exit(1)
})
