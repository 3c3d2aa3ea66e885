import { spawn } from 'node:child_process'
import { Explained } from './explained.ts'
import { comesTrue } from './ports.ts'

// A parent killed with -9 can end nobody. So a shell holds the pipe that the parent keeps open: it closes with the parent,
// however that ends, and then the program is ended, too. File 3 tells the parent the program's own process id.
const watch = `exec 4<&0
"$@" </dev/null 3>&- 4<&- & program=$!
echo $program >&3
exec 3>&- 2>/dev/null
(cat <&4 >/dev/null; kill -TERM $program) & watcher=$!
wait $program; code=$?
kill $watcher
exit $code`

export interface Bound {
  /** The program's own process id, not the watchdog's. */
  readonly pid: number
  /** Resolves with the exit code once it has ended (128 + n after signal n). */
  readonly exited: Promise<number>
  readonly isRunning: () => boolean
  signal(name: NodeJS.Signals): void
  /** Asks it to end, and ends it for good if it has not within `grace` milliseconds. */
  stop(grace: number): Promise<void>
  kill(): Promise<void>
}

interface BoundOptions {
  readonly env?: NodeJS.ProcessEnv
  readonly cwd?: string
  /** A file descriptor that takes everything the program prints. */
  readonly output?: number
}

/** Starts a program that ends with this process, even if this process is killed. */
export async function spawnBound(program: string, args: readonly string[], options: BoundOptions = {}): Promise<Bound> {
  const output = options.output ?? 'ignore'
  // In a session of its own: Ctrl-C reaches this process alone, which ends its services when it no longer needs them.
  const shell = spawn('sh', ['-c', watch, 'sh', program, ...args], {
    detached: true,
    env: options.env ?? process.env,
    cwd: options.cwd,
    stdio: ['pipe', output, output, 'pipe'],
  })
  let running = true
  const exited = new Promise<number>((resolve) => {
    const end = (code: number) => {
      running = false
      shell.stdin?.destroy()
      resolve(code)
    }
    shell.once('error', () => end(127))
    shell.once('exit', (code) => end(code ?? 137))
  })
  shell.stdin?.on('error', () => undefined)
  const pid = await toldPid(shell.stdio[3])
  const signal = (name: NodeJS.Signals) => {
    if (running && isAlive(pid)) process.kill(pid, name)
  }
  const kill = async () => {
    signal('SIGKILL')
    await exited
  }
  return {
    pid,
    exited,
    isRunning: () => running,
    signal,
    kill,
    async stop(grace) {
      shell.stdin?.end()
      if (!(await comesTrue(() => !running, grace))) await kill()
    },
  }
}

/** Binds a program that is already running to this process, too. */
export function bindRunning(pid: number): void {
  const shell = spawn('sh', ['-c', 'cat >/dev/null; kill -TERM $1', 'sh', String(pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  shell.stdin.on('error', () => undefined)
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (failure) {
    return failure instanceof Error && 'code' in failure && failure.code === 'EPERM'
  }
}

async function toldPid(told: unknown): Promise<number> {
  let text = ''
  if (isReadable(told)) for await (const chunk of told) text += String(chunk)
  const pid = Number(text)
  // 0 would be this process and all its children.
  if (pid > 0) return pid
  throw new Explained('No shell could be started: see to it that sh is on PATH, and that there is room for processes.')
}

function isReadable(stream: unknown): stream is NodeJS.ReadableStream {
  return typeof stream === 'object' && stream !== null && Symbol.asyncIterator in stream
}
