import { orExplain } from '@morgenkreis/sandbox'
import { durable, durableRatios } from './durable.ts'
import { fanout, fanoutRatios } from './fanout.ts'
import { help, parseOptions } from './options.ts'
import type { Options } from './options.ts'
import { showDurable, showFanout, showPush, showReconnect } from './outcome.ts'
import { push, pushRatios } from './push.ts'
import { isWhole, reconnect, reconnectRatios } from './reconnect.ts'
import { openScratch } from './scratch.ts'
import { setStage } from './stage.ts'

const say = (line: string) => console.log(line)

async function run(options: Options): Promise<void> {
  if (options.bench === 'push') return runPush(options)
  if (options.bench === 'reconnect') return runReconnect(options)
  const startedAt = performance.now()
  const stage = await setStage(options, say)
  try {
    const outcome = { bench: options.bench, seconds: options.seconds, runs: options.runs }
    const took = () => Math.round((performance.now() - startedAt) / 1000)
    if (options.bench === 'fanout') {
      const figures = await fanout(stage.targets, stage.load, options, say)
      say(showFanout(figures))
      const plain = figures.map(({ volleys, ...rest }) => ({
        ...rest,
        late: Math.max(...volleys.map((one) => one.late)),
      }))
      say(JSON.stringify({ ...outcome, took: took(), figures: plain, ratios: fanoutRatios(figures) }))
    } else {
      const figures = await durable(stage.targets, stage.load, options, say)
      say(showDurable(figures))
      say(JSON.stringify({ ...outcome, took: took(), figures, ratios: durableRatios(figures) }))
    }
  } finally {
    await stage.close()
  }
}

async function runPush(options: Options): Promise<void> {
  const { bench, seconds, runs } = options
  const figures = await push(options, say)
  say(showPush(figures))
  say(JSON.stringify({ bench, seconds, runs, figures, ratios: pushRatios(figures) }))
}

async function runReconnect(options: Options): Promise<void> {
  const { bench, seconds, runs, clients } = options
  const startedAt = performance.now()
  const scratch = await openScratch(say)
  try {
    const figures = await reconnect(scratch, options, say)
    say(showReconnect(figures))
    const took = Math.round((performance.now() - startedAt) / 1000)
    say(JSON.stringify({ bench, seconds, runs, clients, took, figures, ratios: reconnectRatios(figures) }))
    if (!isWhole(figures)) process.exitCode = 1
  } finally {
    await scratch.close()
  }
}

// Ended from outside, it ends what it started: that happens when a process exits.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

await orExplain(async () => {
  const options = parseOptions(process.argv.slice(2))
  if (options === 'help') return say(help)
  if ('wrong' in options) {
    console.error(`${options.wrong} More with npm run bench -- --help`)
    process.exit(1)
  }
  await run(options)
})
