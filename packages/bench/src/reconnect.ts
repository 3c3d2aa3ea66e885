import { setTimeout as pause } from 'node:timers/promises'
import type { Options } from './options.ts'
import { startReturning } from './reconnect/load.ts'
import type { Returning } from './reconnect/load.ts'
import type { Returned, Verdict } from './reconnect/orders.ts'
import { kinds, startPair } from './reconnect/pair.ts'
import type { Kind, Pair } from './reconnect/pair.ts'
import type { Scratch } from './scratch.ts'
import { median, rounded } from './statistics.ts'

const size = 25
/** Beside each ten that return, one sits at the server that stays. */
const staying = 10
/** Messages a second, all the time. */
const talk = 20
/** Milliseconds that the killed server stays away before it is started again. */
const away = 1_000
const within = 120_000

export interface Reconnect {
  name: Kind
  label: string
  clients: number
  /** Milliseconds from the kill until 50, 99 and 100 of 100 were back: medians of the runs. Null where somebody never was. */
  half: number | null
  most: number | null
  all: number | null
  /** Seconds of processor time that the server that stayed spent until all were back: on them, and on what was said meanwhile. */
  cpu: number
  takes: Take[]
}

interface Take extends Returned {
  cpu: number
  /** A bare server has no record to compare with. */
  verdict?: Verdict
}

const labels = { bare: 'bare Socket.IO, no catch-up', ours: 'Morgenkreis' } as const satisfies Record<Kind, string>

/** Kills one of two servers under its clients: when are they back, and was anything lost or told twice? */
export async function reconnect(scratch: Scratch, options: Options, say: (line: string) => void): Promise<Reconnect[]> {
  const crowd = startReturning(scratch.pinned.rest)
  const takes: Record<Kind, Take[]> = { bare: [], ours: [] }
  try {
    for (let run = 1; run <= options.runs; run += 1) {
      for (const kind of kinds) {
        const take = await measure(kind, crowd, scratch, options)
        takes[kind].push(take)
        say(line(run, labels[kind], take))
      }
    }
  } finally {
    await crowd.stop()
  }
  return kinds.map((kind) => summary(kind, options.clients, takes[kind]))
}

async function measure(kind: Kind, crowd: Returning, scratch: Scratch, options: Options): Promise<Take> {
  const returning = options.clients
  const rooms = Math.ceil((returning + returning / staying) / size)
  const pair = await startPair(kind, { rooms, size }, scratch)
  try {
    await crowd.enter({ ports: pair.ports, seats: pair.seats, returning, follow: kind === 'ours' })
    await crowd.talk(talk)
    await pause(options.seconds * 1000)
    const { returned, cpu } = await killed(pair, crowd)
    const verdict = kind === 'ours' ? await judged(crowd, options) : undefined
    await crowd.leave()
    return { ...returned, cpu, ...(verdict && { verdict }) }
  } finally {
    await pair.stop()
  }
}

async function judged(crowd: Returning, { seconds }: Options): Promise<Verdict> {
  await pause(seconds * 1000)
  return crowd.judge()
}

async function killed(pair: Pair, crowd: Returning): Promise<{ returned: Returned; cpu: number }> {
  const before = await pair.usage()
  const back = crowd.back(Date.now(), within)
  await pair.kill()
  const again = pause(away).then(() => pair.restart())
  const returned = await back
  const { cpu } = await pair.usage()
  await again
  return { returned, cpu: cpu - before.cpu }
}

function summary(name: Kind, clients: number, takes: Take[]): Reconnect {
  const middle = (figure: (take: Take) => number | null) => {
    const figures = takes.map(figure)
    const known = figures.filter((one) => one !== null)
    return known.length === figures.length ? Math.round(median(known)) : null
  }
  return {
    ...{ name, label: labels[name], clients },
    ...{ half: middle(({ half }) => half), most: middle(({ most }) => most), all: middle(({ all }) => all) },
    cpu: rounded(median(takes.map((take) => take.cpu))),
    takes,
  }
}

function line(run: number, label: string, { half, most, all, clients, atOther, busy, cpu, verdict }: Take): string {
  const [fifty, ninetyNine, hundred] = [half, most, all].map((ms) => (ms === null ? 'never' : `${Math.round(ms)} ms`))
  const parts = [
    `50 % of ${clients} back after ${fifty}, 99 % ${ninetyNine}, all ${hundred}`,
    `${atOther} at the server that stayed`,
    `${rounded(cpu)} s of its processor`,
    `load ${Math.round(busy * 100)} %`,
  ]
  if (verdict) {
    const { acknowledged, meanwhile, heard, lost, doubled, otherwise, refused } = verdict
    parts.push(`${acknowledged} messages acknowledged, ${meanwhile} meanwhile, heard ${heard} times`)
    parts.push(`${lost} lost, ${doubled} doubled, ${otherwise} otherwise wrong, ${refused} refused`)
    parts.push(...verdict.examples)
  }
  return `  run ${run}, ${label}: ${parts.join('; ')}`
}

/** Whether everybody came back, and everything that was acknowledged was told to all of them, once. */
export function isWhole(figures: readonly Reconnect[]): boolean {
  const verdicts = figures.flatMap(({ takes }) => takes.flatMap(({ verdict }) => verdict ?? []))
  const right = ({ lost, doubled, otherwise, refused }: Verdict) => lost + doubled + otherwise + refused === 0
  return verdicts.every(right) && figures.every(({ name, all }) => name === 'bare' || all !== null)
}

export function reconnectRatios(figures: readonly Reconnect[]): Record<string, number> {
  const of = (name: Kind) => figures.find((figure) => figure.name === name)
  const [ours, bare] = [of('ours'), of('bare')]
  const ratios: Record<string, number> = {}
  if (ours === undefined || bare === undefined) return ratios
  for (const [share, name] of [
    ['half', '50 %'],
    ['most', '99 %'],
    ['all', '100 %'],
  ] as const) {
    const [own, other] = [ours[share], bare[share]]
    if (own !== null && other !== null) ratios[`reconnect ${name} ours/bare`] = rounded(own / other)
  }
  return ratios
}
