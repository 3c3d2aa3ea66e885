import { join } from 'node:path'
import { nodeFlags } from '@morgenkreis/gateway/node-flags'
import { Explained } from './explained.ts'
import { projectFolder } from './folders.ts'
import { comesTrue, freePort, isFree } from './ports.ts'
import { printed } from './printed.ts'
import { spawnBound } from './watchdog.ts'

export interface GatewayOptions {
  /** Its settings. PORT is a free one where it is left out, PUBLIC_ORIGIN follows the port. */
  readonly env: NodeJS.ProcessEnv
  /** Called once when it has ended, also when that was asked for. */
  readonly onExit?: (code: number) => void
  /** Another main program; for tests of this file. */
  readonly main?: string
}

export interface GatewayProcess {
  readonly port: number
  readonly origin: string
  readonly pid: number
  readonly exited: Promise<number>
  /** Asks it to drain and end. */
  stop(): Promise<void>
  /** Ends it as `kill -9` does. */
  kill(): Promise<void>
  /** Everything it has printed, a line each. */
  logs(): string[]
}

const gatewayMain = join(projectFolder, 'apps/gateway/src/main.ts')
const patience = 30_000

/** A gateway as a process of its own that ends with this one. Resolves when it is ready to serve. */
export async function startGateway(options: GatewayOptions): Promise<GatewayProcess> {
  const port = Number(options.env['PORT'] ?? 0) || (await freePort())
  if (!(await isFree(port))) {
    throw new Explained(`Port ${port} is taken: end the program that listens there, or set PORT to another.`)
  }
  const origin = options.env['PUBLIC_ORIGIN'] ?? `http://localhost:${port}`
  const settings = { ...options.env, HOST: '127.0.0.1', PORT: String(port), PUBLIC_ORIGIN: origin }
  const output = printed()
  const main = options.main ?? gatewayMain
  const bound = await spawnBound(process.execPath, [...nodeFlags, main], {
    env: { ...surroundings(), ...settings },
    output: output.file,
  })
  void bound.exited.then((code) => {
    output.keep()
    options.onExit?.(code)
  })
  const isUp = await comesTrue(async () => !bound.isRunning() || (await isReady(port)), patience)
  if (!isUp || !bound.isRunning()) {
    const code = bound.isRunning() ? undefined : await bound.exited
    await bound.kill()
    throw new Explained(whyNot(port, code, output.lines()))
  }
  return {
    port,
    origin,
    pid: bound.pid,
    exited: bound.exited,
    stop: () => bound.stop(20_000),
    kill: () => bound.kill(),
    logs: () => output.lines(),
  }
}

// The settings given are all that it gets: none of the caller's own shall reach it by chance.
function surroundings(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG } = process.env
  return { ...(PATH && { PATH }), ...(HOME && { HOME }), ...(TMPDIR && { TMPDIR }), ...(LANG && { LANG }) }
}

function whyNot(port: number, code: number | undefined, lines: readonly string[]): string {
  const said = lines.find((line) => line.includes('Error')) ?? lines.at(-1) ?? 'it printed nothing'
  const how = code === undefined ? `was not ready within ${patience / 1000} seconds` : `ended at once with code ${code}`
  return `The gateway on port ${port} ${how}: ${said.trim().slice(0, 500)}`
}

async function isReady(port: number): Promise<boolean> {
  const asked = fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(2000) })
  return asked.then(
    (answer) => answer.ok,
    () => false,
  )
}
