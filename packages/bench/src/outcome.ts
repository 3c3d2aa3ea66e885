import type { Durable } from './durable.ts'
import { durableRatios } from './durable.ts'
import type { Fanout } from './fanout.ts'
import { fanoutRatios } from './fanout.ts'
import { pushRatios, type PushFigure } from './push.ts'
import type { Verdict } from './reconnect/orders.ts'
import { reconnectRatios, type Reconnect } from './reconnect.ts'
import { figure, table } from './table.ts'

/** What each ratio should reach, with however many rooms; a ratio of latencies should stay below. */
const goals: [start: string, goal: number, below?: 'below'][] = [
  ['durable ours/transaction', 10],
  ['durable ours/naive', 2.5],
  ['durable ours/bare', 1],
  ['p95 at 200/s ours/naive', 2.5, 'below'],
  ['fanout ours/bare', 1],
  ['push ours/web-push', 3],
]

export function showFanout(results: readonly Fanout[]): string {
  const head = ['', 'rooms of', 'offered/s', 'per CPU-s', 'CPU', 'p50 ms', 'p95', 'p99', 'KiB/connection', 'held']
  const rows = results.map((result) => [
    result.label,
    figure(result.size),
    figure(result.offered),
    figure(result.perCpuSecond),
    `${Math.round(result.busy * 100)} %`,
    ...[result.p50, result.p95, result.p99, result.residentPerConnection, result.heldPerConnection].map(figure),
  ])
  return `\nDeliveries, and what they cost the gateway\n${table(head, rows)}\n${showRatios(fanoutRatios(results))}`
}

export function showDurable(results: readonly Durable[]): string {
  const head = ['', 'rooms', 'messages/s', 'runs', 'deliveries/s', 'delivered p99 ms', 'at 200/s: p50 ms', 'p95', 'p99']
  const rows = results.map((result) => [
    result.label,
    figure(result.rooms),
    figure(result.rate),
    result.rates.join(' '),
    result.atRate ? figure(result.atRate.deliveries / result.atRate.seconds) : '–',
    result.atRate ? figure(result.atRate.delivery.p99) : '–',
    ...[result.p50, result.p95, result.p99].map(figure),
  ])
  return `\nHighest rate with 99 % acknowledged within 100 ms\n${table(head, rows)}\n${showRatios(durableRatios(results))}`
}

export function showPush(results: readonly PushFigure[]): string {
  const head = ['', 'per CPU-s', 'runs', 'per second', 'failed']
  const rows = results.map(({ name, perCpuSecond, takes, perSecond, failed }) => [
    ...[name, figure(perCpuSecond), takes.join(' '), figure(perSecond), figure(failed)],
  ])
  return `\nNotifications, and what they cost the sender\n${table(head, rows)}\n${showRatios(pushRatios(results))}`
}

export function showReconnect(results: readonly Reconnect[]): string {
  const head = ['', 'back after: 50 %', '99 %', '100 %', 'CPU s', 'messages', 'lost', 'doubled', 'else wrong']
  const ms = (value: number | null) => (value === null ? 'never' : `${figure(value)} ms`)
  const rows = results.map(({ label, half, most, all, cpu, takes }) => {
    const verdicts = takes.flatMap(({ verdict }) => verdict ?? [])
    const sum = (of: (verdict: Verdict) => number) =>
      verdicts.length === 0 ? '–' : figure(verdicts.reduce((total, verdict) => total + of(verdict), 0))
    return [
      ...[label, ms(half), ms(most), ms(all), figure(cpu), sum(({ acknowledged }) => acknowledged)],
      ...[sum(({ lost }) => lost), sum(({ doubled }) => doubled), sum(({ otherwise }) => otherwise)],
    ]
  })
  const ratios = showRatios(reconnectRatios(results))
  return `\n${results[0]?.clients} clients return after kill -9 of their gateway\n${table(head, rows)}\n${ratios}`
}

function showRatios(ratios: Record<string, number>): string {
  const lines = Object.entries(ratios).map(([name, ratio]) => {
    const goalOf = goals.find(([start]) => name.replace(/\d+ rooms /, '').startsWith(start))
    if (goalOf === undefined) return `${name}: ${ratio}`
    const [, goal, below] = goalOf
    const reached = below ? ratio <= goal : ratio >= goal
    return `${name}: ${ratio} (goal: ${below ? 'at most' : 'at least'} ${goal}) ${reached ? '✓' : '✗'}`
  })
  return lines.length > 0 ? `\n${lines.join('\n')}\n` : ''
}
