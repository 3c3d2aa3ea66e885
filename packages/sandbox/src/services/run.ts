import { execFile } from 'node:child_process'
import { basename } from 'node:path'
import { reason } from './explained.ts'

interface RunOptions {
  readonly env?: NodeJS.ProcessEnv
  readonly cwd?: string
  /** Milliseconds until the program is ended and counts as failed. */
  readonly within: number
}

/** What a program printed. Rejects with its last line, its time limit, or that it is missing. */
export function run(program: string, args: readonly string[], options: RunOptions): Promise<string> {
  const { env = process.env, cwd, within } = options
  return new Promise((resolve, reject) => {
    const settings = { env, cwd, timeout: within, maxBuffer: 16 * 1024 * 1024 }
    execFile(program, args, settings, (failure, stdout, stderr) => {
      if (failure === null) resolve(stdout)
      else reject(new Error(why(basename(program), failure, stderr || stdout), { cause: failure }))
    })
  })
}

function why(name: string, failure: Error, printed: string): string {
  if ('killed' in failure && failure.killed === true) return `${name} took too long`
  if ('code' in failure && failure.code === 'ENOENT') return `${name} is not installed`
  return printed.trim().split('\n').at(-1) || reason(failure)
}
