import { setTimeout as pause } from 'node:timers/promises'
import type { Load } from './load/load.ts'
import type { Volley } from './load/orders.ts'
import { measured } from './measured-volley.ts'
import { lead } from './load/volley.ts'
import type { Options } from './options.ts'
import { median, rounded } from './statistics.ts'
import type { Target, TargetName } from './targets/target.ts'

/** Sockets in all, spread over as many rooms as that makes. */
const sockets = 1000
/** Messages per second beyond which a target only piles up: it is measured once, at what it can take. */
const most: Partial<Record<TargetName, number>> = { naive: 400, transaction: 60 }
/** Volleys before the one that counts, each as long. */
const warmUps = 2
/** How long connections stay idle before their memory is read. */
const idle = 500

export interface Fanout {
  name: TargetName
  label: string
  size: number
  /** Deliveries per second that the bench set out to offer, and those that were offered. */
  asked: number
  offered: number
  /** Deliveries per second of the gateway's processor time: medians over the runs, as everything here. */
  perCpuSecond: number
  /** Share of a core that the gateway used. */
  busy: number
  p50: number
  p95: number
  p99: number
  /** KiB of resident memory, and of memory that JavaScript holds, that an idle connection adds. */
  residentPerConnection: number
  heldPerConnection: number
  volleys: Volley[]
}

export async function fanout(
  targets: readonly Target[],
  load: Load,
  options: Options,
  say: (line: string) => void,
): Promise<Fanout[]> {
  const results: Fanout[] = []
  for (const size of options.rooms) {
    for (const offered of options.rates) {
      const chosen = targets.filter(({ name }) => offered === options.rates[0] || most[name] === undefined)
      const measured = chosen.map((target) => ({ target, takes: [] as Take[] }))
      for (let run = 1; run <= options.runs; run += 1) {
        for (const { target, takes } of measured) {
          const take = await measure(target, load, size, offered, options.seconds)
          takes.push(take)
          say(line(target.label, { size, offered, take }))
        }
      }
      results.push(
        ...measured.map(({ target, takes }) =>
          summary(target, { size, asked: offered, seconds: options.seconds }, takes),
        ),
      )
    }
  }
  return results
}

interface Take {
  volley: Volley
  cpu: number
  busy: number
  resident: number
  held: number
}

async function measure(target: Target, load: Load, size: number, offered: number, seconds: number): Promise<Take> {
  const rooms = Math.max(1, Math.round(sockets / size))
  const running = await target.start({ rooms, size })
  const alone = await running.usage(true)
  await load.connect(running, size)
  await pause(idle)
  const joined = await running.usage(true)
  const rate = Math.min(offered / size, most[target.name] ?? Infinity)
  // Until the engine has compiled what is used often, at 25 messages a second too; a gateway runs for weeks.
  for (let warm = 0; warm < warmUps; warm += 1) await measured(running, load, rate, seconds)
  const { volley, cpu, busy } = await measured(running, load, rate, seconds)
  await load.leave()
  await running.stop()
  const connections = rooms * size
  return {
    volley,
    cpu,
    busy,
    resident: (joined.resident - alone.resident) / connections / 1024,
    held: (joined.held - alone.held) / connections / 1024,
  }
}

interface Given {
  size: number
  asked: number
  seconds: number
}

function summary(target: Target, { size, asked, seconds }: Given, takes: readonly Take[]): Fanout {
  const middle = (figure: (take: Take) => number) => median(takes.map(figure))
  return {
    name: target.name,
    label: target.label,
    size,
    asked,
    offered: Math.round(middle((take) => (take.volley.due * size) / (lead + seconds))),
    perCpuSecond: Math.round(middle((take) => take.volley.deliveries / take.cpu)),
    busy: rounded(middle((take) => take.busy)),
    p50: middle((take) => take.volley.delivery.p50),
    p95: middle((take) => take.volley.delivery.p95),
    p99: middle((take) => take.volley.delivery.p99),
    residentPerConnection: rounded(
      middle((take) => take.resident),
      1,
    ),
    heldPerConnection: rounded(
      middle((take) => take.held),
      1,
    ),
    volleys: takes.map((take) => take.volley),
  }
}

function line(label: string, { size, offered, take }: { size: number; offered: number; take: Take }): string {
  const { volley, cpu } = take
  const { delivery, deliveries, expected } = volley
  const told = `${Math.round(deliveries / cpu)} deliveries per CPU-second, p50 ${delivery.p50} p95 ${delivery.p95} p99 ${delivery.p99} ms`
  const load = `load ${Math.round(volley.busy * 100)} % of a core, ${volley.late} ms late`
  const short = deliveries === expected ? '' : `, ${expected - deliveries} of ${expected} not delivered in time`
  return `  rooms of ${size}, ${offered}/s  ${label}: ${told}; ${load}${short}`
}

/** Ours against bare Socket.IO, which stores nothing, per room size and load. */
export function fanoutRatios(results: readonly Fanout[]): Record<string, number> {
  const ratios: Record<string, number> = {}
  for (const ours of results.filter((result) => result.name === 'ours')) {
    const same = (result: Fanout) => result.size === ours.size && result.asked === ours.asked
    const bare = results.find((result) => result.name === 'bare' && same(result))
    const name = `fanout ours/bare rooms of ${ours.size} at ${ours.asked}/s`
    if (bare) ratios[name] = rounded(ours.perCpuSecond / bare.perCpuSecond)
  }
  return ratios
}
