/** Milliseconds. */
export interface Percentiles {
  p50: number
  p95: number
  p99: number
}

const step = 0.05
const longest = 60_000

/** Counts durations in steps of 0.05 ms up to a minute; millions of them cost no memory. */
export class Histogram {
  #counts = new Uint32Array(longest / step + 1)
  #total = 0

  add(milliseconds: number): void {
    const slot = Math.min(Math.max(Math.floor(milliseconds / step), 0), this.#counts.length - 1)
    this.#counts[slot]! += 1
    this.#total += 1
  }

  get total(): number {
    return this.#total
  }

  /** The upper edge of the step in which the share is reached; 0 if nothing was counted. */
  at(share: number): number {
    const wanted = Math.max(1, Math.ceil(this.#total * share))
    let passed = 0
    for (let slot = 0; this.#total > 0 && slot < this.#counts.length; slot += 1) {
      passed += this.#counts[slot]!
      if (passed >= wanted) return Math.round((slot + 1) * step * 100) / 100
    }
    return 0
  }

  percentiles(): Percentiles {
    return { p50: this.at(0.5), p95: this.at(0.95), p99: this.at(0.99) }
  }
}
