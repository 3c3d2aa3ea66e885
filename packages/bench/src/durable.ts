import type { Load } from './load/load.ts'
import type { Volley } from './load/orders.ts'
import { lead } from './load/volley.ts'
import type { Options } from './options.ts'
import { measured } from './measured-volley.ts'
import { highestRate } from './search.ts'
import { median, rounded } from './statistics.ts'
import type { Running, Target, TargetName } from './targets/target.ts'

/** A rate holds while 99 of 100 acknowledgements come within this many milliseconds of their due time. */
const bound = 100
/** … and nothing is left behind: the last delivery has come this many seconds after the last message was due. */
const behind = 1
/** A rate that failed by less than this many times the bound is tried again, twice: machines hiccup. */
const hiccup = 5
const tries = 3
const socketsPerRoom = 25
/** Messages per second of an ordinary morning. */
const ordinary = 200
/** Lengths of a measurement until the engine has compiled what is used often; a gateway runs for weeks. */
const warmUp = 2.5

/** Where the search for the highest rate begins. Before anything is measured each target is warm: at half of this rate. */
const starts = { bare: 1200, naive: 500, transaction: 120, ours: 1500 } as const satisfies Record<TargetName, number>

export interface Durable {
  name: TargetName
  label: string
  /** How many rooms of 25 were written to at once. */
  rooms: number
  /** Highest rate that held, per run. */
  rates: number[]
  rate: number
  /** The volley at the highest rate of the last run. */
  atRate: Volley | undefined
  /** Acknowledgements at 200 messages a second, medians over the runs. */
  p50: number
  p95: number
  p99: number
}

interface Runs {
  target: Target
  rooms: number
  /** What held in fewer rooms: the search begins there. */
  before: number | undefined
  rates: number[]
  calm: Volley[]
  best: Volley | undefined
}

/** Measures all targets with each number of rooms, one number after the other. */
export async function durable(
  targets: readonly Target[],
  load: Load,
  options: Options,
  say: (line: string) => void,
): Promise<Durable[]> {
  const results: Durable[] = []
  for (const rooms of options.rooms) {
    const all = targets.map((target): Runs => {
      const before = results.findLast(({ name }) => name === target.name)?.rate
      return { target, rooms, before, rates: [], calm: [], best: undefined }
    })
    for (let run = 1; run <= options.runs; run += 1) {
      for (const runs of all) await startAndRun(runs, { load, options, say }, run)
    }
    results.push(...all.map(summary))
  }
  return results
}

interface Means {
  load: Load
  options: Options
  say: (line: string) => void
}

async function startAndRun(runs: Runs, means: Means, run: number): Promise<void> {
  const { target, rooms } = runs
  const running = await target.start({ rooms, size: socketsPerRoom })
  await means.load.connect(running, socketsPerRoom)
  await oneRun(runs, running, means)
  means.say(`${rooms} rooms, run ${run}: ${target.label} holds ${runs.rates.at(-1)} messages/s`)
  await means.load.leave()
  await running.stop()
}

async function oneRun(runs: Runs, running: Running, { load, options, say }: Means): Promise<void> {
  const { label, name } = runs.target
  await measured(running, load, starts[name] / 2, options.seconds * warmUp)
  runs.calm.push((await measured(running, load, ordinary, options.seconds)).volley)
  const once = async (rate: number) => {
    const { volley, busy } = await measured(running, load, rate, options.seconds)
    const held = holds(volley, options.seconds)
    say(line(label, rate, { volley, held, busy }))
    if (held) runs.best = volley
    return { held, near: volley.acknowledgement.p99 < bound * hiccup }
  }
  const attempt = async (rate: number) => {
    for (let left = tries; left > 0; left -= 1) {
      const { held, near } = await once(rate)
      if (held) return true
      if (!near) return false
    }
    return false
  }
  const known = runs.rates.at(-1) ?? runs.before
  const given = options.rates.length > 0
  const search = () => highestRate(attempt, known || starts[name], Boolean(known))
  runs.rates.push(given ? await highestOf(options.rates, attempt) : (await search()).rate)
}

const holds = (volley: Volley, seconds: number) =>
  volley.refused === 0 &&
  volley.acknowledged === volley.due &&
  volley.deliveries === volley.expected &&
  volley.acknowledgement.p99 < bound &&
  volley.seconds < lead + seconds + behind

async function highestOf(rates: readonly number[], attempt: (rate: number) => Promise<boolean>): Promise<number> {
  let highest = 0
  for (const rate of rates.toSorted((a, b) => a - b)) if (await attempt(rate)) highest = rate
  return highest
}

function summary({ target: { name, label }, rooms, rates, calm, best }: Runs): Durable {
  const middle = (share: 'p50' | 'p95' | 'p99') => median(calm.map(({ acknowledgement }) => acknowledgement[share]))
  return {
    name,
    label,
    rooms,
    rates,
    rate: median(rates),
    atRate: best,
    p50: middle('p50'),
    p95: middle('p95'),
    p99: middle('p99'),
  }
}

function line(
  label: string,
  rate: number,
  { volley, held, busy }: { volley: Volley; held: boolean; busy: number },
): string {
  const { acknowledgement: ack, delivery, refusals, refused } = volley
  const percent = (share: number) => `${Math.round(share * 100)} %`
  const parts = [
    `acknowledged p50 ${ack.p50} p95 ${ack.p95} p99 ${ack.p99} ms`,
    `delivered p99 ${delivery.p99} ms`,
    `gateway ${percent(busy)} of a core`,
    `load ${percent(volley.busy)}, ${volley.late} ms late`,
    ...(volley.deliveries === volley.expected ? [] : [`${volley.expected - volley.deliveries} not delivered`]),
    ...(refused > 0 ? [`${refused} refused (${refusals[0]})`] : []),
  ]
  return `  ${held ? 'holds' : 'fails'}  ${rate}/s  ${label}: ${parts.join(', ')}`
}

/**
 * What the product should reach, as ratios of medians, for each number of rooms; absent where one of the two was not measured.
 * The first number of rooms is not named.
 */
export function durableRatios(results: readonly Durable[]): Record<string, number> {
  const [first] = results
  const numbers = [...new Set(results.map(({ rooms }) => rooms))]
  const named = numbers.flatMap((rooms) => {
    const which = rooms === first?.rooms ? '' : `${rooms} rooms `
    return Object.entries(
      ratiosOf(
        results.filter((result) => result.rooms === rooms),
        which,
      ),
    )
  })
  return Object.fromEntries(named)
}

function ratiosOf(results: readonly Durable[], which: string): Record<string, number> {
  const of = (name: TargetName) => results.find((result) => result.name === name)
  const ours = of('ours')
  const ratios: Record<string, number> = {}
  if (!ours) return ratios
  for (const name of ['bare', 'naive', 'transaction'] as const) {
    const other = of(name)
    if (other && other.rate > 0) ratios[`durable ${which}ours/${name}`] = rounded(ours.rate / other.rate)
  }
  const naive = of('naive')
  if (naive) ratios[`${which}p95 at 200/s ours/naive`] = rounded(ours.p95 / naive.p95)
  return ratios
}
