import { setTimeout as pause } from 'node:timers/promises'
import {
  chapters,
  dueAt,
  nextMorning,
  pollsAskedAt,
  pollsOverAt,
  scenes,
  scheduledAt,
  turns,
  waitingAt,
} from './chapters.ts'
import type { Chapter } from './chapters.ts'
import { since } from './counts.ts'
import type { House } from './house.ts'
import { judgeWaiting } from './judging/judge-reports.ts'
import { now } from './insisting.ts'
import { askPoll } from './scenes/polling.ts'
import type { Kind } from './scenes/polling.ts'
import { comesOut, schedule } from './scenes/publishing.ts'
import type { Waiting } from './scenes/publishing.ts'
import type { Stage } from './stage.ts'

/** Milliseconds between two scenes on average. */
const usualPace = 90

const pollKinds: readonly Kind[] = [
  { kind: 'one', per: 'child', anonymous: false, totals: true },
  { kind: 'several', per: 'family', anonymous: false, totals: true },
  { kind: 'text', per: 'child', anonymous: false, totals: false },
  { kind: 'one', per: 'family', anonymous: true, totals: true },
  { kind: 'several', per: 'child', anonymous: true, totals: false },
]

/** Plays the day in so many minutes; scenes overlap, chapters do not. */
export async function playDay(
  stage: Stage,
  minutes: number,
  { house: { rows }, say }: { house: Pick<House, 'rows'>; say: (line: string) => void },
): Promise<void> {
  const { time } = stage
  const waiting: Waiting[] = []
  for (const chapter of chapters) {
    const before = { ...stage.counts }
    const begunAt = now()
    await time.moveTo(chapter.at)
    if (chapter.at === dueAt) for (const one of waiting) await comesOut(stage, one, begunAt)
    if (chapter.at === waitingAt) stage.kita.wrong.push(...(await judgeWaiting(stage)))
    if (chapter.at === scheduledAt) {
      for (let n = 0; n < 2; n += 1) {
        const one = await schedule(stage, time.at(dueAt) - 60_000)
        if (one) waiting.push(one)
      }
    }
    if (chapter.at === pollsAskedAt) {
      for (const kind of [...pollKinds, ...pollKinds]) await askPoll(stage, { kind, closesAt: time.at(pollsOverAt) })
    }
    // What came out in time has rung before somebody leaves a group who heard it (K-35).
    if (chapter.turns) await rows.areOut(() => time.now())
    for (const name of chapter.turns ?? []) await turns[name](stage)
    await playChapter(stage, chapter, chapter.share * minutes * 60_000)
    say(`  ${chapter.at}  ${since(before, stage.counts)}`)
    // What happened in a chapter rings in it.
    await rows.areOut(() => time.now())
  }
  await time.moveTo(nextMorning, 1)
}

async function playChapter(stage: Stage, { first, weights, pace = 1 }: Chapter, lasts: number): Promise<void> {
  const running = new Set<Promise<void>>()
  const play = (name: keyof typeof scenes) => {
    const mine = scenes[name](stage).finally(() => running.delete(mine))
    running.add(mine)
  }
  const startedAt = now()
  for (const name of first) {
    play(name)
    await pause(100)
  }
  while (now() - startedAt < lasts) {
    play(stage.chance.weighted(weights as Record<keyof typeof scenes, number>))
    await pause((-Math.log(1 - stage.chance.next()) * usualPace) / pace)
  }
  await Promise.all(running)
}
