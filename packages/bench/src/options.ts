import { parseArgs } from 'node:util'
import type { TargetName } from './targets/target.ts'

export type Bench = 'fanout' | 'durable' | 'push'

export interface Options {
  bench: Bench
  /** Length of one measurement. */
  seconds: number
  /** durable: messages per second to try instead of a search. fanout: deliveries per second to offer. */
  rates: number[]
  runs: number
  /** durable: how many rooms of 25. fanout: the sizes of rooms. */
  rooms: number[]
  targets: TargetName[]
}

const targetNames = ['bare', 'naive', 'transaction', 'ours'] as const satisfies readonly TargetName[]

export const help = `npm run bench -- fanout|durable|push [options]

  fanout    what a delivery costs: deliveries per second of the gateway's processor time, latencies, memory of an idle
            connection, in rooms of 25, 250 and 1,000
  durable   how many messages a second are stored and acknowledged with a 99th percentile under 100 ms, in 40 rooms of 25

  push      how many notifications a second of the sender's processor time go out, beside web-push.sendNotification

  The first two run the gateway and its baselines side by side: (a) bare Socket.IO, (b) insertOne then emit, (c) one
  transaction per message. The last line of the output is JSON.

  --seconds N     length of one measurement (fanout 8, durable 3, push 4)
  --rates A,B     fanout: deliveries per second to offer (25000,50000); durable: messages per second to try instead of a search
  --runs N        how often everything is measured; figures are medians (fanout 1, durable 3, push 3)
  --rooms A,B     fanout: sizes of rooms (25,250,1000); durable: how many rooms of 25 (40)
  --targets A,B   which of ${targetNames.join(', ')}
  --quick         one short run of everything, for a first impression; under 90 seconds
  --help          this page`

const defaults = {
  fanout: { seconds: 8, runs: 1, rooms: [25, 250, 1000], rates: [25_000, 50_000] },
  durable: { seconds: 3, runs: 3, rooms: [40], rates: [] },
  push: { seconds: 4, runs: 3, rooms: [], rates: [] },
} as const
const quick = {
  fanout: { seconds: 2, runs: 1, rooms: [25, 250, 1000], rates: [25_000] },
  durable: { seconds: 1.5, runs: 1, rooms: [40], rates: [] },
  push: { seconds: 2, runs: 1, rooms: [], rates: [] },
} as const

/** The options, `'help'`, or the sentence that says what is wrong with them. */
export function parseOptions(args: string[]): Options | 'help' | { wrong: string } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        seconds: { type: 'string' },
        rates: { type: 'string' },
        runs: { type: 'string' },
        rooms: { type: 'string' },
        targets: { type: 'string' },
        quick: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) return 'help'
    const bench = benchNamed(positionals)
    const base = values.quick ? quick[bench] : defaults[bench]
    return {
      bench,
      seconds: values.seconds === undefined ? base.seconds : number('--seconds', values.seconds),
      runs: values.runs === undefined ? base.runs : whole('--runs', values.runs),
      rates: values.rates === undefined ? [...base.rates] : numbers('--rates', values.rates),
      rooms: values.rooms === undefined ? [...base.rooms] : numbers('--rooms', values.rooms),
      targets: values.targets === undefined ? [...targetNames] : values.targets.split(',').map(targetNamed),
    }
  } catch (cause) {
    return { wrong: (cause as Error).message }
  }
}

function benchNamed(positionals: string[]): Bench {
  const [name, ...more] = positionals
  if ((name !== 'fanout' && name !== 'durable' && name !== 'push') || more.length > 0) {
    throw new Error('Name one bench: fanout, durable or push.')
  }
  return name
}

function number(option: string, text: string): number {
  const value = Number(text)
  if (!Number.isFinite(value) || value <= 0) throw new Error(`${option} takes a number above 0, not "${text}".`)
  return value
}

function whole(option: string, text: string): number {
  const value = number(option, text)
  if (!Number.isInteger(value)) throw new Error(`${option} takes a whole number, not "${text}".`)
  return value
}

const numbers = (option: string, text: string) => text.split(',').map((part) => whole(option, part))

function targetNamed(name: string): TargetName {
  const found = targetNames.find((known) => known === name)
  if (!found) throw new Error(`--targets knows ${targetNames.join(', ')}, not "${name}".`)
  return found
}
