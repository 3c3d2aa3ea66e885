import { createPasswords } from '@morgenkreis/gateway'
import type { PersonId } from '@morgenkreis/protocol'
import type { PushDevice } from '@morgenkreis/sandbox'
import type { Beginning } from '../installation.ts'
import type { Ask } from './ask.ts'
import { beginningOf, type Twin } from './beginning.ts'
import { bytesOf, compare, type Difference } from './compare.ts'
import { openPair, type Pair } from './pair.ts'
import { askIn, play, type Played, type Stage, type Tokens } from './play.ts'
import { Post } from './post.ts'
import type { Thoroughness } from './reads.ts'
import { rung } from './rings.ts'
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
const mostPerHouse = 450

/** In so many worlds the observed guardian has one with a device that rings: a push costs as much as many reads. */
const ringsIn = 10

const twins = ['a', 'b'] as const

/** Runs worlds and their twins through the product itself; `progress` hears of each. */
export async function runWorlds(
  mongodb: string,
  { worlds, seed, reads, make }: RunOptions,
  progress: (run: Run) => void = () => undefined,
): Promise<Run[]> {
  const seeds = Array.from({ length: worlds }, (_, n) => seed + n)
  const runs: Run[] = []
  for (const [rings, some] of Map.groupBy(seeds, (one) => one % ringsIn === 0))
    for (let done = 0; done < some.length; done += mostPerHouse) {
      const together = some.slice(done, done + mostPerHouse)
      const post = rings ? await Post.open() : null
      const pair = await openPair(mongodb, `worlds-${process.pid}-${together[0]}`, post)
      try {
        for (const run of await runIn(pair, together, { post, reads, make })) {
          progress(run)
          runs.push(run)
        }
      } finally {
        await pair.close()
        await post?.close()
      }
    }
  return runs.sort((one, other) => one.seed - other.seed)
}

interface Running extends Pick<RunOptions, 'make' | 'reads'> {
  readonly post: Post | null
}

/** One world, as it was played in both houses. */
interface Both {
  readonly world: World
  readonly played: Readonly<Record<Twin, Played>>
  /** What comes to the device only once everything was played. */
  readonly ringing: Readonly<Record<Twin, Ringing>> | null
}
interface Ringing {
  readonly device: PushDevice
  readonly ask: Ask
}

async function runIn(pair: Pair, seeds: readonly number[], { post, reads, make }: Running): Promise<Run[]> {
  const played: Both[] = []
  for (let next = 0; next < seeds.length; next += atOnce) {
    const some = seeds.slice(next, next + atOnce).map((seed) => make(seed, pair.clock.begin))
    played.push(...(await playTogether(some, { pair, reads, post })))
  }
  if (post !== null) await Promise.all(twins.map((twin) => post.deliver(pair.houses[twin].ground)))
  const arrived = post?.arrived()
  return Promise.all(
    played.map(async ({ world, played: { a, b }, ringing }) => {
      if (ringing === null || arrived === undefined) return runOf(world, a, b)
      const withRings = async (one: Played, { device, ask }: Ringing): Promise<Played> => {
        const rings = await rung(arrived.get(device) ?? [], world, ask)
        return { ...one, received: [...one.received, ...rings] }
      }
      return runOf(world, await withRings(a, ringing.a), await withRings(b, ringing.b))
    }),
  )
}

interface Together {
  readonly pair: Pair
  readonly reads: Thoroughness
  readonly post: Post | null
}

async function playTogether(worlds: readonly World[], { pair, reads, post }: Together): Promise<Both[]> {
  const [a, b] = await Promise.all(twins.map((twin) => settle(worlds, twin, pair)))
  const tokens: Record<Twin, Tokens> = { a: a!, b: b! }
  const stageOf = (twin: Twin) => {
    const there = { house: pair.houses[twin], clock: pair.clock, tokens: tokens[twin], reads }
    return { ...there, device: post?.device() ?? null, ask: askIn(there) }
  }
  return Promise.all(
    worlds.map(async (world) => {
      const stages = { a: stageOf('a'), b: stageOf('b') }
      const [one, other] = await Promise.all([play(world, 'a', stages.a), play(world, 'b', stages.b)])
      const ringing = ringingOf(stages)
      return { world, played: { a: one, b: other }, ringing }
    }),
  )
}

type Staged = Pick<Stage, 'device'> & { readonly ask: Ask }

function ringingOf({ a, b }: Readonly<Record<Twin, Staged>>): Both['ringing'] {
  if (a.device === null || b.device === null) return null
  return { a: { device: a.device, ask: a.ask }, b: { device: b.device, ask: b.ask } }
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
