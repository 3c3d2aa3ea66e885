import { since, noCounts } from './counts.ts'
import type { Counts } from './counts.ts'
import type { Notification } from './devices.ts'
import type { Rung } from './judging/judge-rings.ts'
import type { Difference } from './record.ts'
import type { Stage } from './stage.ts'

/** The last line: what was played, by name, and how many differences there were. */
export interface Outcome extends Counts {
  seed: number
  families: number
  minutes: number
  clients: number
  /** Everything that was acknowledged. */
  acknowledged: number
  refused: Record<string, number>
  /** Devices that could ring, what was to ring on them, what of it waited for the end of quiet hours, and came bundled. */
  devices: number
  notifications: number
  heldBack: number
  bundled: number
  /** What came to the devices, and how much of it was of a topic that had come to the device before. */
  pushes: number
  pushesAgain: number
  /** Events that clients heard, all together. */
  heard: number
  /** Fresh reads, the first of every client included. */
  reread: number
  /** By kind; empty is a whole day without any. */
  found: Record<string, number>
  differences: number
}

interface Judged {
  readonly rungs: readonly Rung[]
  readonly arrived: readonly Notification[]
  readonly found: readonly Difference[]
}

export function outcomeOf(
  { kita, phones, counts }: Stage,
  given: { seed: number; families: number; minutes: number; devices: number },
  { rungs, arrived, found }: Judged,
): Outcome {
  const entries = (kind: string) =>
    phones.reduce((sum, one) => sum + one.entries.filter((each) => each.kind === kind).length, 0)
  return {
    ...given,
    clients: phones.length,
    acknowledged: kita.record.length,
    ...counts,
    refused: Object.fromEntries(kita.refused),
    notifications: rungs.filter(({ state }) => state === 'taken').length,
    heldBack: rungs.filter(({ held }) => held).length,
    bundled: rungs.filter(({ bundled }) => bundled).length,
    pushes: arrived.length,
    pushesAgain: arrived.length - new Set(arrived.map(({ who, id }) => `${who} ${id}`)).size,
    heard: entries('told'),
    reread: entries('reread'),
    found: Object.fromEntries([...Map.groupBy(found, ({ kind }) => kind)].map(([kind, some]) => [kind, some.length])),
    differences: found.length,
  }
}

const most = 30

/** For people: what was played, and the verdict. */
export function showOutcome(outcome: Outcome, found: readonly Difference[]): string {
  const { refused, devices, notifications, heldBack, bundled, pushes, pushesAgain, heard, reread, clients } = outcome
  const refusals = Object.entries(refused).map(([code, count]) => `${count} ${code}`)
  const lines = [
    '',
    `acknowledged  ${since(noCounts(), outcome)}`,
    `refused       ${refusals.join(', ') || 'nothing'}`,
    `rang          ${notifications} times on ${devices} devices; ${heldBack} waited for the end of quiet hours, ${bundled} of them bundled; ${pushes} pushes, ${pushesAgain} of a topic that had come before`,
    `heard         ${heard} events by ${clients} clients; ${reread} fresh reads`,
    '',
  ]
  if (found.length === 0) {
    return [
      ...lines,
      'Verdict: nothing lost, nothing twice, order kept, all totals right, and nobody heard what is not theirs.',
      '',
    ].join('\n')
  }
  const shown = found.slice(0, most).map(({ kind, who, what }) => `  ${kind.padEnd(10)} ${who}: ${what}`)
  const rest = found.length > most ? [`  … and ${found.length - most} more`] : []
  const again = `Verdict: ${found.length} differences. Play it again with --seed ${outcome.seed}.`
  return [...lines, ...shown, ...rest, '', again, ''].join('\n')
}
