import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { freePort } from '../src/index.ts'

const main = fileURLToPath(new URL('../src/start.ts', import.meta.url))

/** The start as a process of its own, as npm starts it. */
export interface Start {
  readonly origin: string
  readonly pid: number
  readonly exited: Promise<number>
  /** Everything it has printed so far. */
  printed(): string
  signal(name: NodeJS.Signals): void
}

/** Settings of the machine that runs the tests must not decide what they find. */
function surroundings(env: Record<string, string>): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, MONGOD_BINARY } = process.env
  return { PATH, HOME, TMPDIR, ...(MONGOD_BINARY && { MONGOD_BINARY }), ...env }
}

export async function begin(args: readonly string[], env: Record<string, string> = {}): Promise<Start> {
  const port = env['PORT'] ?? String(await freePort())
  const child = spawn(process.execPath, [main, ...args], { env: surroundings({ ...env, PORT: port }) })
  onTestFinished(() => void child.kill('SIGKILL'))
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += String(chunk)))
  return {
    origin: `http://localhost:${port}`,
    pid: child.pid ?? 0,
    exited: once(child, 'close').then(([code]) => Number(code ?? 137)),
    printed: () => text,
    signal: (name) => void child.kill(name),
  }
}

/** Resolves when it serves; the figure is how many milliseconds that took. */
export async function serving(dataFolder: string, env: Record<string, string> = {}): Promise<Start & { took: number }> {
  const from = performance.now()
  const start = await begin(['--data', dataFolder], env)
  const isUp = async () => {
    while (!start.printed().includes('Ctrl-C')) await new Promise((resolve) => setTimeout(resolve, 20))
    return true
  }
  if ((await Promise.race([isUp(), start.exited])) === true) return { ...start, took: performance.now() - from }
  throw new Error(`The start has ended: ${start.printed()}`)
}
