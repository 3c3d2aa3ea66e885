import { parseArgs } from 'node:util'
import type { TargetName } from './targets/target.ts'

const benches = ['fanout', 'durable', 'push', 'reconnect'] as const
export type Bench = (typeof benches)[number]

export interface Options {
  bench: Bench
  /** Length of one measurement. */
  seconds: number
  /** durable: messages per second to try instead of a search. fanout: deliveries per second to offer. */
  rates: number[]
  runs: number
  /** durable: how many rooms of 25, one number after the other. fanout: the sizes of rooms. */
  rooms: number[]
  targets: TargetName[]
  /** reconnect: how many lose their server and return. */
  clients: number
}

const targetNames = ['bare', 'naive', 'transaction', 'ours'] as const satisfies readonly TargetName[]

export const help = `npm run bench -- ${benches.join('|')} [options]

  fanout     what a delivery costs: deliveries per second of the gateway's processor time, latencies, memory of an idle
             connection, in rooms of 25, 250 and 1,000
  durable    how many messages a second are stored and acknowledged with a 99th percentile under 100 ms, in 40 rooms of 25,
             and again with 60 rooms written to at once; about twenty minutes (--rooms 40: ten)
  push       how many notifications a second of the sender's processor time go out, four of a topic as in a replayed day,
             beside web-push.sendNotification; beside them each of a topic of its own, and the library's encryption alone
  reconnect  two gateways, joined by Redis: one is killed and started again a second later, and its 2,000 clients return while
             messages go on: after how long 50, 99 and 100 of 100 stand at the head of their rooms, beside two bare Socket.IO
             servers, where they need only be connected. Exit code 1 if a message was lost or told twice

  fanout and durable run the gateway and its baselines side by side: (a) bare Socket.IO, (b) insertOne then emit, (c) one
  transaction per message. The last line of the output is JSON.

  --seconds N     length of one measurement (fanout 8, durable 3, push 4); reconnect: of the time before the kill,
                  and after all are back (3)
  --rates A,B     fanout: deliveries per second to offer (25000,50000); durable: messages per second to try instead of a search
  --runs N        how often everything is measured; figures are medians (fanout 1, durable, push and reconnect 3)
  --rooms A,B     fanout: sizes of rooms (25,250,1000); durable: how many rooms of 25 (40,60)
  --targets A,B   which of ${targetNames.join(', ')}
  --clients N     reconnect: how many return (2000)
  --quick         one short run of everything, for a first impression (durable with 40 rooms, 400 clients); under 90 seconds
  --help          this page`

const defaults = {
  fanout: { seconds: 8, runs: 1, rooms: [25, 250, 1000], rates: [25_000, 50_000] },
  durable: { seconds: 3, runs: 3, rooms: [40, 60], rates: [] },
  push: { seconds: 4, runs: 3, rooms: [], rates: [] },
  reconnect: { seconds: 3, runs: 3, rooms: [], rates: [] },
} as const
const quick = {
  fanout: { seconds: 2, runs: 1, rooms: [25, 250, 1000], rates: [25_000] },
  durable: { seconds: 1.5, runs: 1, rooms: [40], rates: [] },
  push: { seconds: 2, runs: 1, rooms: [], rates: [] },
  reconnect: { seconds: 1, runs: 1, rooms: [], rates: [] },
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
        clients: { type: 'string' },
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
      clients: values.clients === undefined ? (values.quick ? 400 : 2000) : whole('--clients', values.clients),
    }
  } catch (cause) {
    return { wrong: (cause as Error).message }
  }
}

function benchNamed(positionals: string[]): Bench {
  const [name, ...more] = positionals
  const found = benches.find((known) => known === name)
  if (!found || more.length > 0) throw new Error(`Name one bench: ${benches.join(', ')}.`)
  return found
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
