/** Over about so long the rate is told. */
const memoryMs = 100
/** The more plans come, the longer the time from the beginning of one batch to that of the next: ms per (plan per ms)². */
const stretch = 40
/** So many plans are enough for a batch: from there on a longer period would save little. */
const enough = 40
const periodUnderLoadMs = 25

/**
 * How long committers rest after a batch. A transaction costs several round trips whatever its size: under load a few larger
 * ones cost less than many small ones. At 200 plans a second nothing waits, since the transaction itself takes longer.
 */
export class Pace {
  /** Plans per millisecond, lately. */
  #rate = 0
  #at = 0

  /** Milliseconds of rest after a batch that took so long. `nowMs` is monotonic. */
  restAfter(plans: number, tookMs: number, nowMs: number): number {
    this.#rate = this.#rate * Math.exp((this.#at - nowMs) / memoryMs) + plans / memoryMs
    this.#at = nowMs
    const period = Math.min(this.#rate ** 2 * stretch, Math.max(periodUnderLoadMs, enough / this.#rate))
    return Math.max(0, Math.round(period - tookMs))
  }
}

/** From so many plans on that wait, more are on their way. */
const many = 8
/** How many transactions at once while few plans wait, each in streams of its own; and while many do. */
const committers = { calm: 4, busy: 1 } as const

/**
 * How many committers may be at work while so many plans wait. Among few, whoever comes next need not wait for the
 * transactions of others; under load all go into one.
 */
export const committersAt = (waiting: number): number => (waiting < many ? committers.calm : committers.busy)
