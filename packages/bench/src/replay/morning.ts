import { setTimeout as pause } from 'node:timers/promises'
import { drop, leaveAndReturn, read } from './coming-and-going.ts'
import { announce, comment } from './publishing.ts'
import { refused } from './refusing.ts'
import { removeAnnouncement, removeComment, removeMember } from './removing.ts'
import type { Stage } from './stage.ts'

const scenes = { announce, comment, refused, read, removeComment, removeAnnouncement, drop, leaveAndReturn } as const

/** How often each scene is played, in relation to the others. */
const weights = {
  announce: 5,
  comment: 55,
  refused: 9,
  read: 12,
  removeComment: 6,
  removeAnnouncement: 1,
  drop: 7,
  leaveAndReturn: 5,
} as const satisfies Record<keyof typeof scenes, number>

/** Milliseconds between two scenes on average. */
const pace = 90
/** When in the morning a member is removed, as a share of it. */
const farewells = [0.4, 0.75]

/** Plays for so long; scenes overlap. Resolves when the last one has ended. */
export async function playMorning(stage: Stage, minutes: number, say: (line: string) => void): Promise<void> {
  const running = new Set<Promise<void>>()
  const play = (scene: (on: Stage) => Promise<void>) => {
    const mine = scene(stage).finally(() => running.delete(mine))
    running.add(mine)
  }
  // Something to talk about, in every kind of place.
  for (let n = 0; n < 6; n += 1) await announce(stage)
  const startedAt = performance.now()
  const lasts = minutes * 60_000
  const left = [...farewells]
  let saidAt = startedAt
  for (let now = startedAt; now - startedAt < lasts; now = performance.now()) {
    play(scenes[stage.chance.weighted(weights)])
    if (left.length > 0 && now - startedAt > left[0]! * lasts) {
      left.shift()
      play(removeMember)
    }
    if (now - saidAt > 15_000) {
      saidAt = now
      say(`  ${Math.round((now - startedAt) / 1000)} s: ${stage.kita.record.length} acknowledged`)
    }
    await pause(-Math.log(1 - stage.chance.next()) * pace)
  }
  await Promise.all(running)
}
