import { modules } from '@morgenkreis/protocol'
import { expect, inject, test } from 'vitest'
import { Chance } from '../src/replay/chance.ts'
import { announce } from '../src/worlds/acts.ts'
import { outcomeOf, showDifferences, showLongest } from '../src/worlds/outcome.ts'
import { runWorlds } from '../src/worlds/run.ts'
import { does, Script, type Command, type Step } from '../src/worlds/script.ts'
import { townOf } from '../src/worlds/town.ts'
import { worldOf } from '../src/worlds/world.ts'

const rounds = 3
const patient = { timeout: 1_800_000, retry: 0 }

test(
  '[K-37, K-38, K-39, K-40, K-41, N9] in 2,000 worlds nothing that other families do unseen changes a byte that a guardian receives',
  patient,
  async () => {
    const make = (seed: number, begin: Date) => worldOf(seed, begin, rounds)
    const runs = await runWorlds(inject('mongodbUri'), { worlds: 2_000, seed: 1, make, reads: 'some' })
    const { hidden, refused, differences } = outcomeOf(runs, 1, 0)
    console.log(showLongest(runs))
    expect([differences, showDifferences(runs, rounds)]).toEqual([0, ''])
    // What is refused changes nothing, and proves nothing.
    expect(refused / hidden).toBeLessThan(0.2)
  },
)

/** Of what everybody may see, what is otherwise in the twin: as a leak would be. */
const planted: ((says: (by: 'head' | 'floater', text: string) => Command) => Step['commands'])[] = [
  // One letter.
  (says) => ({ a: [says('head', 'Anton')], b: [says('head', 'Anten')] }),
  // Whose it is.
  (says) => ({ a: [says('head', 'Hallo')], b: [says('floater', 'Hallo')] }),
  // That anything is there.
  (says) => ({ a: [], b: [says('head', 'Hallo')] }),
]

function begun(seed: number, begin: Date) {
  const chance = new Chance(seed)
  const town = { ...townOf(seed, chance), modules }
  const script = new Script(town, chance, begin)
  announce(script)
  return { seed, town, script }
}

function leaking(seed: number, begin: Date) {
  const { town, script } = begun(seed, begin)
  const { id: announcement } = script.board.announcements[0]!
  const gate = { kind: 'comment', announcement } as const
  const says = (by: 'head' | 'floater', text: string) =>
    does(town.staff[by], 'comment.publish', { announcement, text }, { gate })
  script.steps.push({ commands: planted[seed - 1]!(says), hidden: true, late: { a: 0, b: 0 } })
  return { seed, town, script }
}

test('[K-37] one letter, one name, or one thing more tells a world from its twin', patient, async () => {
  const worlds = planted.length
  const runs = await runWorlds(inject('mongodbUri'), { worlds, seed: 1, make: leaking, reads: 'all' })
  const found = runs.map(({ difference }) => difference!)
  expect(found.map(({ label }) => label)).toEqual(['read 1 room.sync', 'read 1 room.sync', 'read 0 room.list'])
  expect(found[0]).toMatchObject({ a: expect.stringContaining('Anton'), b: expect.stringContaining('Anten') })
  expect(found[1]).toMatchObject({ a: expect.stringContaining('Leitung'), b: expect.stringContaining('Springer') })
  expect(showDifferences(runs, rounds)).toContain('npm run worlds -- --worlds 1 --seed 2 --rounds 3\n')
})

/** Somebody with the same hat wants no notifications in one of them: nothing else is told of it. */
function deaf(seed: number, begin: Date) {
  const { town, script } = begun(seed, begin)
  const wants = does({ ...town.observed }, 'push.prefer', { categories: [], quiet: 'off', mail: true })
  script.steps.push({ commands: { a: [], b: [wants] }, hidden: true, late: { a: 0, b: 0 } })
  return { seed, town, script }
}

test('[D-06, K-37] what rings on the device alone tells a world from its twin', patient, async () => {
  const [run] = await runWorlds(inject('mongodbUri'), { worlds: 1, seed: 10, make: deaf, reads: 'some' })
  expect(run!.difference).toMatchObject({ label: 'pushed', a: expect.stringContaining('announcement') })
})
