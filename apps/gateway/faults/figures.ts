import type { Sent } from '@morgenkreis/bench'
import type { Phone } from './phone.ts'

/** How long after its author's reply somebody heard each of these, in milliseconds, the quickest first. */
export function delays(sent: readonly Sent[], listener: Phone): number[] {
  const heardAt = new Map<string, number>()
  for (const entry of listener.entries) if (entry.kind === 'told') heardAt.set(entry.ref, entry.at)
  return sent.map(({ ref, answeredAt }) => (heardAt.get(ref) ?? Infinity) - answeredAt).sort((a, b) => a - b)
}

/** The value below which so much of them lies; they come sorted. */
export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN

/** Prints a line of figures. */
export function say(what: string, sorted: readonly number[]): void {
  const [p50, p99] = [0.5, 0.99].map((share) => Math.round(quantile(sorted, share)))
  process.stdout.write(`${what}: p50 ${p50} ms, p99 ${p99} ms, of ${sorted.length}\n`)
}
