import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Explained, orExplain, startMongod } from '@morgenkreis/sandbox'
import { help, parseWorldsOptions, type WorldsOptions } from './worlds/options.ts'
import { outcomeOf, showDifferences, showLongest } from './worlds/outcome.ts'
import { runWorlds } from './worlds/run.ts'
import { worldOf } from './worlds/world.ts'

const say = (line: string) => console.log(line)
const dataFolder = resolve(import.meta.dirname, '../../../.data')
const saidEvery = 100

/** Plays worlds on a database of its own; answers how many are told from their twin. */
async function playWorlds({ worlds, seed, rounds }: WorldsOptions): Promise<number> {
  await mkdir(dataFolder, { recursive: true })
  const folder = await mkdtemp(resolve(dataFolder, 'worlds-'))
  const mongod = await startMongod({ dbPath: resolve(folder, 'mongod'), onProgress: say })
  const began = performance.now()
  const seconds = () => (performance.now() - began) / 1000
  try {
    say(`${worlds} worlds from seed ${seed}, each with its twin`)
    let done = 0
    const make = (each: number, begin: Date) => worldOf(each, begin, rounds)
    const runs = await runWorlds(mongod.uri, { worlds, seed, make, reads: 'all' }, () => {
      if ((done += 1) % saidEvery === 0) say(`  ${done} played, ${Math.round(seconds())} s`)
    })
    const outcome = outcomeOf(runs, seed, seconds())
    say(`\n${showLongest(runs)}\n`)
    if (outcome.differences > 0) say(`${showDifferences(runs, rounds)}\n`)
    say(verdictOf(outcome.differences, outcome.bytes))
    say(JSON.stringify(outcome))
    return outcome.differences
  } finally {
    await mongod.kill()
    await rm(folder, { recursive: true, force: true })
  }
}

const verdictOf = (differences: number, bytes: number) =>
  differences === 0
    ? `Verdict: no guardian can tell what other families do; ${bytes} bytes were the same in both.`
    : `Verdict: ${differences} worlds are told from their twins.`

await orExplain(async () => {
  const options = parseWorldsOptions(process.argv.slice(2), Math.floor(Math.random() * 1_000_000) + 1)
  if (options === 'help') return say(help)
  if ('wrong' in options) throw new Explained(`${options.wrong} More with npm run worlds -- --help`)
  process.exit((await playWorlds(options)) === 0 ? 0 : 1)
})
