import { performance, type EventLoopUtilization } from 'node:perf_hooks'

/** Telling rests so many times as long as it worked: in a process with time to spare, and in one that has none. */
const restPerWork = { calm: 4, busy: 8 } as const
/** Shares of time in which the event loop had something to do: below and above these it is calm, and busy. */
const load = { calm: 0.2, busy: 0.5 } as const
const weighEveryMs = 50
/** Rests that are shorter are saved up, since timers are coarse. */
const shortestRestMs = 4

/**
 * Paces telling. A slice to a thousand sockets takes many milliseconds; told one by one under load, messages would leave no
 * time for commits and replies. After a rest more of them fit into one slice, which costs hardly more than one message. Alone
 * a message is told at once.
 */
export class Breath {
  #owedMs = 0
  #at = performance.now()
  #rest: number = restPerWork.calm
  #weighed: EventLoopUtilization = performance.eventLoopUtilization()
  #weighedAt = performance.now()

  /** So long was worked just now, in milliseconds. */
  spent(workedMs: number): void {
    this.#weigh()
    this.#owedMs = this.#owed() + workedMs * this.#rest
    this.#at = performance.now()
  }

  /** Runs the next turn: at once after whatever waits in the event loop, or after the rest that is due. */
  then(turn: () => void): void {
    const owed = this.#owed()
    if (owed < shortestRestMs) setImmediate(turn)
    else setTimeout(turn, owed)
  }

  #owed(): number {
    return Math.max(0, this.#owedMs - (performance.now() - this.#at))
  }

  #weigh(): void {
    const now = performance.now()
    if (now - this.#weighedAt < weighEveryMs) return
    const at = performance.eventLoopUtilization()
    this.#rest = restAt(performance.eventLoopUtilization(at, this.#weighed).utilization)
    this.#weighed = at
    this.#weighedAt = now
  }
}

/** How long telling rests per time worked while the event loop is in use for this share of the time, 0 to 1. */
export function restAt(utilization: number): number {
  const share = Math.min(1, Math.max(0, (utilization - load.calm) / (load.busy - load.calm)))
  return restPerWork.calm + share * (restPerWork.busy - restPerWork.calm)
}
