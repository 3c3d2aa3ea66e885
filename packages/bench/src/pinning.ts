import { execFileSync } from 'node:child_process'
import { availableParallelism, loadavg } from 'node:os'

/** Which cores the measured gateway and everything else get; absent where pinning is not possible. */
export interface Pinning {
  gateway?: string
  rest?: string
  /** One sentence for the output. */
  said: string
}

export function pinning(): Pinning {
  const cores = availableParallelism()
  if (cores < 2) return { said: 'Nothing pinned: there is one core, so gateway, database and load share it.' }
  try {
    execFileSync('taskset', ['--version'], { stdio: 'ignore' })
  } catch {
    return { said: 'Nothing pinned: there is no taskset here, so the processes share all cores.' }
  }
  const rest = cores === 2 ? '1' : `1-${cores - 1}`
  return { gateway: '0', rest, said: `Pinned: gateway on core 0; mongod, load and this process on core ${rest}.` }
}

/** A sentence where others use the machine, too: then rates are too low and latencies too high. */
export function company(): string | undefined {
  const [lately = 0] = loadavg()
  const cores = availableParallelism()
  if (lately < cores / 4) return undefined
  return `Others are at work here: a load of ${lately.toFixed(1)} on ${cores} cores. Ratios may hold, absolute figures do not.`
}

const tries = 5

/** Moves a running process, with all its threads, to these cores. */
export function pin(pid: number, cores: string | undefined): void {
  if (cores === undefined) return
  for (let attempt = 1; ; attempt += 1) {
    try {
      execFileSync('taskset', ['-a', '-c', '-p', cores, String(pid)], { stdio: 'ignore' })
      return
    } catch (failure) {
      // A thread that ended between being listed and being moved fails the whole command.
      if (attempt === tries) throw failure
    }
  }
}
