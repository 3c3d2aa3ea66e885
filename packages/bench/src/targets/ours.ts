import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { nodeFlags } from '@morgenkreis/gateway/node-flags'
import { Explained, freePort } from '@morgenkreis/sandbox'
import { startNode } from '../child.ts'
import type { Child } from '../child.ts'
import { prepare } from '../ours/prepare.ts'
import { usageOf } from './measured.ts'
import type { Target } from './target.ts'

const main = fileURLToPath(new URL('../../../../apps/gateway/src/main.ts', import.meta.url))
const patience = 30_000

/** The product's own gateway, as production starts it, on a facility made for measuring. */
export function ours(mongodb: string, folder: string, cores: string | undefined): Target {
  return {
    name: 'ours',
    label: 'Morgenkreis',
    async start(layout) {
      const { env, seats } = await prepare(mongodb, folder, layout)
      const port = await freePort()
      const child = await startMeasuredGateway(env, port, cores)
      const usage = (collected?: boolean) => usageOf(child, collected)
      return { port, seats, previews: true, usage, stop: () => child.stop() }
    },
  }
}

/** Resolves when it is ready to serve. */
export async function startMeasuredGateway(
  env: Record<string, string>,
  port: number,
  cores: string | undefined,
): Promise<Child> {
  const settings = { ...env, HOST: '127.0.0.1', PORT: String(port) }
  const child = startNode(main, { cores, env: settings, flags: nodeFlags, measured: true })
  await ready(port, () => child.process.exitCode === null)
  return child
}

async function ready(port: number, isRunning: () => boolean): Promise<void> {
  const deadline = performance.now() + patience
  while (isRunning() && performance.now() < deadline) {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined)
    if (answer?.ok) return
    await pause(50)
  }
  throw new Explained('The gateway did not become ready: start it by hand (npm start) to see why.')
}
