import { operationNamed } from '@morgenkreis/protocol'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What `/metrics` shows: counts and times, no ids, no content. */
export interface Metrics {
  called(operation: string, outcome: string, ms: number): void
  /** A figure that is read when somebody asks. */
  gauge(name: string, help: string, read: () => number): void
  /** Figures of one name, told apart by a label. */
  gauges(name: string, help: string, label: string, read: () => ReadonlyMap<string, number>): void
  text(): Promise<string>
  readonly contentType: string
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'morgenkreis_' })
  const calls = new Counter({
    name: 'morgenkreis_calls_total',
    help: 'Calls by operation and outcome',
    labelNames: ['operation', 'outcome'],
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'morgenkreis_call_seconds',
    help: 'Time from call to reply',
    labelNames: ['operation'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  // Finding a line by its labels costs more than the counting.
  const lines = new Map<string, { count: Counter.Internal; time: Histogram.Internal<'operation'> }>()
  return {
    called(operation, outcome, ms) {
      // Names that nobody declared would grow the table without end.
      const name = operationNamed.has(operation) ? operation : 'unknown'
      const key = `${name} ${outcome}`
      const line = lines.get(key) ?? { count: calls.labels(name, outcome), time: seconds.labels(name) }
      lines.set(key, line)
      line.count.inc()
      line.time.observe(ms / 1000)
    },
    gauge(name, help, read) {
      const gauge: Gauge = new Gauge({ name, help, registers: [registry], collect: () => gauge.set(read()) })
    },
    gauges(name, help, label, read) {
      const gauge: Gauge = new Gauge({
        name,
        help,
        labelNames: [label],
        registers: [registry],
        collect() {
          for (const [value, count] of read()) gauge.set({ [label]: value }, count)
        },
      })
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
