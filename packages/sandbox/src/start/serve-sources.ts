import { fileURLToPath } from 'node:url'
import { Explained } from '../services/explained.ts'
import { comesTrue, freePort } from '../services/ports.ts'
import type { Progress } from '../services/search.ts'
import { toldWhenSlow } from '../services/slow.ts'
import { spawnBound } from '../services/watchdog.ts'
import { webFolder } from '../web/build.ts'
import type { Prepared } from './prepare.ts'
import type { Serving } from './serve.ts'

const patience = 120_000
const terminal = 1

/** The gateway with the web app's sources, in a process that begins anew whenever code of the gateway changes. */
export async function serveSources({ ground, env }: Prepared, onProgress: Progress): Promise<Serving> {
  const port = ground.config.port || (await freePort())
  const origin = env['PUBLIC_ORIGIN'] || `http://localhost:${port}`
  await ground.database.close()
  const main = fileURLToPath(new URL('./dev-gateway.ts', import.meta.url))
  const bound = await spawnBound(process.execPath, ['--watch', '--watch-preserve-output', main], {
    cwd: webFolder,
    env: { ...process.env, ...env, PORT: String(port) },
    output: terminal,
  })
  const up = comesTrue(async () => !bound.isRunning() || (await isReady(port)), patience)
  if (!(await toldWhenSlow(() => 'Starting the gateway and Vite …', onProgress, up))) {
    throw new Explained('The gateway did not become ready: mend what it says above, and start again.')
  }
  return {
    origin,
    ended: bound.exited.then((code) => `The gateway's process has ended with code ${code}: start again.`),
    close: () => bound.stop(10_000),
  }
}

function isReady(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(2000) }).then(
    (answer) => answer.ok,
    () => false,
  )
}
