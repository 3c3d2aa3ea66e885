import { Histogram } from './histogram.ts'
import { eachMark } from './marks.ts'
import type { Volley } from './orders.ts'

/** So many seconds at the beginning of a volley every target comes into its stride: their latencies are not counted. */
export const lead = 1

/** The book of one volley: what was due when, what was acknowledged, what was delivered. */
export class Book {
  readonly first: number
  readonly due: number
  readonly #startedAt = performance.now()
  readonly #interval: number
  readonly #cpu = process.cpuUsage()
  readonly #listeners: number
  readonly #acknowledgements = new Histogram()
  readonly #deliveries = new Histogram()
  readonly #late = new Histogram()
  readonly #refusals: string[] = []
  #refused = 0
  #acknowledged = 0
  #delivered = 0
  #lastAt = this.#startedAt

  constructor(first: number, rate: number, seconds: number, listeners: number) {
    this.first = first
    this.due = Math.max(1, Math.round(rate * seconds))
    this.#interval = 1000 / rate
    this.#listeners = listeners
  }

  /** Open loop: a message is due at a fixed time, whether or not the one before it was answered. */
  dueAt(index: number): number {
    return this.#startedAt + (index - this.first) * this.#interval
  }

  sent(index: number): void {
    if (this.#counts(index)) this.#late.add(performance.now() - this.dueAt(index))
  }

  #counts(index: number): boolean {
    return this.dueAt(index) - this.#startedAt >= lead * 1000
  }

  /** `start` is the digit 2 (an event) of a packet. */
  delivered(bytes: Buffer, start: number, end: number): void {
    const now = performance.now()
    eachMark(bytes, start, end, (index) => {
      if (index < this.first) return
      this.#delivered += 1
      if (this.#counts(index)) this.#deliveries.add(now - this.dueAt(index))
      this.#lastAt = now
    })
  }

  answered(index: number, refusal: string | undefined): void {
    if (index < this.first) return
    if (refusal === undefined) {
      this.#acknowledged += 1
      if (this.#counts(index)) this.#acknowledgements.add(performance.now() - this.dueAt(index))
      return
    }
    this.#refused += 1
    if (this.#refusals.length < 3) this.#refusals.push(refusal)
  }

  get settled(): boolean {
    const answered = this.#acknowledged + this.#refused
    return answered >= this.due && this.#delivered >= this.#acknowledged * this.#listeners
  }

  close(): Volley {
    const cpu = process.cpuUsage(this.#cpu)
    return {
      due: this.due,
      acknowledged: this.#acknowledged,
      refused: this.#refused,
      refusals: this.#refusals,
      deliveries: this.#delivered,
      expected: this.due * this.#listeners,
      seconds: (this.#lastAt - this.#startedAt) / 1000,
      acknowledgement: this.#acknowledgements.percentiles(),
      delivery: this.#deliveries.percentiles(),
      late: this.#late.at(0.99),
      busy: (cpu.user + cpu.system) / 1000 / (performance.now() - this.#startedAt),
    }
  }
}
