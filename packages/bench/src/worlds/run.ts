import { createPasswords } from '@morgenkreis/gateway'
import type { PersonId } from '@morgenkreis/protocol'
import type { Beginning } from '../installation.ts'
import { beginningOf, type Twin } from './beginning.ts'
import { bytesOf, compare, type Difference } from './compare.ts'
import { openPair, type Pair } from './pair.ts'
import { play, type Played, type Tokens } from './play.ts'
import type { Thoroughness } from './reads.ts'
import { everybodyIn } from './town.ts'
import type { World } from './world.ts'

export interface RunOptions {
  readonly worlds: number
  /** The first world has this seed, each other one the next. */
  readonly seed: number
  readonly make: (seed: number, begin: Date) => World
  readonly reads: Thoroughness
}

/** What became of one world. */
export interface Run {
  readonly seed: number
  /** Of the world and its twin, without what the observed guardian reads at the end. */
  readonly commands: number
  readonly hidden: number
  readonly refused: number
  /** What was compared, in bytes. */
  readonly bytes: number
  readonly difference: Difference | null
}

/** Worlds that run side by side: enough that commits gather, few enough that rosters and keys stay at hand. */
const atOnce = 100
/** A house that holds more facilities than this gets slow: looks at head documents are for all of them. */
const mostPerHouse = 400

const twins = ['a', 'b'] as const

/** Runs worlds and their twins through the product itself; `progress` hears of each. */
export async function runWorlds(
  mongodb: string,
  { worlds, seed, reads, make }: RunOptions,
  progress: (run: Run) => void = () => undefined,
): Promise<Run[]> {
  const runs: Run[] = []
  for (let done = 0; done < worlds; done += mostPerHouse) {
    const pair = await openPair(mongodb, `worlds-${process.pid}-${seed + done}`)
    try {
      for (let next = done; next < Math.min(worlds, done + mostPerHouse); next += atOnce) {
        const count = Math.min(atOnce, worlds - next, done + mostPerHouse - next)
        const some = Array.from({ length: count }, (_, n) => make(seed + next + n, pair.clock.begin))
        runs.push(...(await runTogether(some, { pair, reads, progress })))
      }
    } finally {
      await pair.close()
    }
  }
  return runs
}

interface Together {
  readonly pair: Pair
  readonly reads: Thoroughness
  readonly progress: (run: Run) => void
}

async function runTogether(worlds: readonly World[], { pair, reads, progress }: Together): Promise<Run[]> {
  const [a, b] = await Promise.all(twins.map((twin) => settle(worlds, twin, pair)))
  const tokens: Record<Twin, Tokens> = { a: a!, b: b! }
  const playing = (world: World, twin: Twin) =>
    play(world, twin, { house: pair.houses[twin], clock: pair.clock, tokens: tokens[twin], reads })
  return Promise.all(
    worlds.map(async (world) => {
      const [one, other] = await Promise.all([playing(world, 'a'), playing(world, 'b')])
      const run = runOf(world, one, other)
      progress(run)
      return run
    }),
  )
}

/** Fills these worlds into a house; answers a session of everybody who does something in them. */
async function settle(worlds: readonly World[], twin: Twin, { houses }: Pair): Promise<Tokens> {
  const { installation } = houses[twin]
  const beginnings = worlds.map(({ town }) => beginningOf(town, twin))
  await installation.fill(joined(beginnings), () => undefined, createPasswords({ rounds: 1 }))
  const acting = worlds.flatMap(actingIn)
  const tokens = await installation.openSessions(acting)
  return new Map(acting.map((person, n) => [person, tokens[n]!]))
}

function actingIn({ town, script }: World): PersonId[] {
  const acting = new Set<PersonId>([town.observed.person])
  for (const { commands } of script.steps) for (const { who } of [...commands.a, ...commands.b]) acting.add(who.person)
  return everybodyIn(town).flatMap(({ person }) => (acting.has(person) ? [person] : []))
}

const joined = (beginnings: readonly Beginning[]): Beginning => ({
  facilities: beginnings.flatMap((one) => one.facilities),
  people: beginnings.flatMap((one) => one.people),
  children: beginnings.flatMap((one) => one.children),
  memberships: beginnings.flatMap((one) => one.memberships),
  announcements: [],
  comments: [],
})

function runOf({ seed }: World, a: Played, b: Played): Run {
  const hidden = [...a.hidden, ...b.hidden]
  return {
    seed,
    commands: hidden.length + a.public.length + b.public.length,
    hidden: hidden.length,
    refused: hidden.filter((ended) => !ended.endsWith(' ok')).length,
    bytes: bytesOf(a),
    difference: compare(seed, a, b),
  }
}
