import { backOff } from './backoff.ts'

export interface Turns {
  /** Takes a turn now; or one more after the one that is being taken. */
  take: (key: string) => void
  /** Takes the turns now that were to be tried again later. */
  hurry: () => void
  stop: () => void
}

interface Turn {
  state: 'idle' | 'taking' | 'once more'
  failures: number
  retry?: ReturnType<typeof setTimeout>
}

/** One turn at a time for each key. A turn that answers false, or throws, is taken again after a growing while. */
export function turns(turn: (key: string) => Promise<boolean>): Turns {
  const all = new Map<string, Turn>()
  let stopped = false

  async function run(key: string, mine: Turn) {
    clearTimeout(mine.retry)
    mine.state = 'taking'
    const done = await turn(key).catch(() => false)
    const asked = (mine.state as Turn['state']) === 'once more'
    mine.state = 'idle'
    if (stopped) return
    if (done) mine.failures = 0
    if (done && asked) await run(key, mine)
    else if (done) all.delete(key)
    else mine.retry = setTimeout(() => void run(key, mine), backOff(mine.failures++))
  }

  function take(key: string) {
    if (stopped) return
    const mine = all.get(key) ?? { state: 'idle', failures: 0 }
    all.set(key, mine)
    if (mine.state === 'idle') void run(key, mine)
    else mine.state = 'once more'
  }

  return {
    take,
    hurry() {
      for (const key of [...all.keys()]) take(key)
    },
    stop() {
      stopped = true
      for (const { retry } of all.values()) clearTimeout(retry)
    },
  }
}
