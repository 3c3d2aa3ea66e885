import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { basename } from 'node:path'
import { Explained } from '@morgenkreis/sandbox'

export interface Child {
  readonly process: ChildProcess
  /** The next message that fits; fails when the process ends first. */
  next<Message>(fits: (message: unknown) => message is Message): Promise<Message>
  stop(): Promise<void>
}

export interface ChildOptions {
  /** Cores, as taskset takes them. */
  cores?: string | undefined
  env?: Record<string, string>
  /** For Node itself. */
  flags?: readonly string[]
  /** Answers `askUsage` and can collect garbage. */
  measured?: boolean
}

/** Starts one of our files with this process's own Node, with a channel for messages, on its cores. */
export function startNode(file: string, { cores, env = {}, flags = [], measured = false }: ChildOptions): Child {
  const preload = ['--expose-gc', '--import', new URL('./usage.ts', import.meta.url).href]
  const command = [process.execPath, ...flags, ...(measured ? preload : []), file]
  const [program, ...given] = cores === undefined ? command : ['taskset', '-c', cores, ...command]
  const child = spawn(program!, given, {
    env: { ...process.env, ...env, ...(measured ? { BENCH_MEASURED: 'yes' } : {}) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let last = ''
  child.stdout?.resume()
  child.stderr?.on('data', (chunk: Buffer) => (last = (last + chunk.toString()).slice(-2000)))
  const died = () => new Explained(`${basename(file)} ended: ${last.trim() || 'without a word'}`)
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
  return {
    process: child,
    next: (fits) =>
      new Promise((resolve, reject) => {
        const end = () => reject(died())
        if (child.exitCode !== null || child.signalCode !== null) return end()
        const hear = (message: unknown) => {
          if (!fits(message)) return
          child.off('message', hear)
          child.off('exit', end)
          resolve(message)
        }
        child.on('message', hear)
        child.once('exit', end)
      }),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      const impatience = setTimeout(kill, 10_000)
      await once(child, 'exit')
      clearTimeout(impatience)
    },
  }
}
