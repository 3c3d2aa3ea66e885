import type { Difference } from './record.ts'
import type { Stage } from './stage.ts'

export interface Outcome {
  seed: number
  families: number
  clients: number
  minutes: number
  acknowledged: number
  announcements: number
  comments: number
  removals: number
  refused: Record<string, number>
  read: number
  dropped: number
  returned: number
  removedMembers: number
  /** Events that clients heard, all together. */
  heard: number
  /** Fresh reads, the first of every client included. */
  reread: number
  differences: number
}

export function outcomeOf(
  stage: Stage,
  given: { seed: number; families: number; minutes: number },
  found: Difference[],
): Outcome {
  const { kita, phones, counts } = stage
  const of = (end: string) => kita.record.filter(({ event }) => event.endsWith(end)).length
  const entries = (kind: string) =>
    phones.reduce((sum, one) => sum + one.entries.filter((each) => each.kind === kind).length, 0)
  return {
    ...given,
    clients: phones.length,
    acknowledged: kita.record.length,
    announcements: of('announcement.published'),
    comments: of('comment.published'),
    removals: of('.removed'),
    refused: Object.fromEntries(kita.refused),
    ...counts,
    heard: entries('told'),
    reread: entries('reread'),
    differences: found.length,
  }
}

const most = 30

/** For people: what was played, and the verdict. */
export function showOutcome(outcome: Outcome, found: readonly Difference[]): string {
  const { announcements, comments, removals, refused, read, dropped, returned, removedMembers, heard, reread } = outcome
  const refusals = Object.entries(refused).map(([code, count]) => `${count} ${code}`)
  const lines = [
    '',
    `acknowledged  ${announcements} announcements, ${comments} comments, ${removals} removals`,
    `refused       ${refusals.join(', ') || 'nothing'}`,
    `phones        ${dropped} dropped off, ${returned} left and returned, ${removedMembers} members removed, ${read} threads read`,
    `heard         ${heard} events by ${outcome.clients} clients; ${reread} fresh reads`,
    '',
  ]
  if (found.length === 0) {
    return [
      ...lines,
      'Verdict: nothing lost, nothing twice, order kept, and nobody heard what is not theirs.',
      '',
    ].join('\n')
  }
  const shown = found.slice(0, most).map(({ kind, who, what }) => `  ${kind.padEnd(10)} ${who}: ${what}`)
  const rest = found.length > most ? [`  … and ${found.length - most} more`] : []
  const again = `Verdict: ${found.length} differences. Play it again with --seed ${outcome.seed}.`
  return [...lines, ...shown, ...rest, '', again, ''].join('\n')
}
