import { modules, type AnnouncementId } from '@morgenkreis/protocol'
import { expect, inject, test } from 'vitest'
import { Chance } from '../src/replay/chance.ts'
import { announce } from '../src/worlds/acts.ts'
import { outcomeOf, showDifferences, showLongest } from '../src/worlds/outcome.ts'
import { runWorlds } from '../src/worlds/run.ts'
import { does, Script } from '../src/worlds/script.ts'
import { townOf, type Somebody } from '../src/worlds/town.ts'
import { worldOf } from '../src/worlds/world.ts'

const patient = { timeout: 900_000, retry: 0 }

test(
  '[K-37, K-38, K-39, K-40, K-41, N9] in 2,000 worlds nothing that other families do unseen changes a byte that a guardian receives',
  patient,
  async () => {
    const make = (seed: number, begin: Date) => worldOf(seed, begin, 3)
    const runs = await runWorlds(inject('mongodbUri'), { worlds: 2_000, seed: 1, make, reads: 'some' })
    const { hidden, refused, differences } = outcomeOf(runs, 1, 0)
    console.log(showLongest(runs))
    expect([differences, showDifferences(runs)]).toEqual([0, ''])
    // What is refused changes nothing, and proves nothing.
    expect(refused / hidden).toBeLessThan(0.2)
  },
)

/** A world in which one thing differs from its twin that everybody may see: what a leak would look like. */
function leaking(seed: number, begin: Date) {
  const chance = new Chance(seed)
  const town = { ...townOf(seed, chance), modules, partner: null }
  const script = new Script(town, chance, begin)
  announce(script)
  const [{ id: announcement } = { id: '' as AnnouncementId }] = script.board.announcements
  leaks[seed % leaks.length]!(script, announcement)
  return { seed, town, script }
}

type Leak = (script: Script, announcement: AnnouncementId) => void
const says = (announcement: AnnouncementId, by: Somebody, text: string) =>
  does(by, 'comment.publish', { announcement, text }, { gate: { kind: 'comment', announcement } })

const leaks: Leak[] = [
  // One letter of what somebody says.
  (script, announcement) => {
    const { head } = script.town.staff
    script.apart({ a: () => [says(announcement, head, 'Anton')], b: () => [says(announcement, head, 'Anten')] })
  },
  // Who says it.
  (script, announcement) => {
    const { head, floater } = script.town.staff
    script.apart({ a: () => [says(announcement, head, 'Hallo')], b: () => [says(announcement, floater, 'Hallo')] })
  },
  // That anything is there.
  (script, announcement) =>
    script.apart({ a: () => [], b: () => [says(announcement, script.town.staff.head, 'Hallo')] }),
]

test(
  '[K-37] one letter, one name, or one thing more that a guardian may see tells a world from its twin',
  patient,
  async () => {
    const worlds = { worlds: leaks.length, seed: 1, make: leaking, reads: 'all' } as const
    const runs = await runWorlds(inject('mongodbUri'), worlds)
    const labels = runs.map(({ difference }) => difference?.label)
    expect(labels).toEqual(leaks.map(() => 'read 1 room.sync'))
    const texts = showDifferences(runs)
    for (const { seed } of runs) expect(texts).toContain(`npm run worlds -- --worlds 1 --seed ${seed}`)
  },
)
