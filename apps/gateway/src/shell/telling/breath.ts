import { performance } from 'node:perf_hooks'

/** Telling rests so many times as long as it worked. */
const restPerWork = 12
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

  /** So long was worked just now, in milliseconds. */
  spent(workedMs: number): void {
    this.#owedMs = this.#owed() + workedMs * restPerWork
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
}
