import type { Difference } from './compare.ts'
import type { Run } from './run.ts'

export interface WorldsOutcome {
  seed: number
  worlds: number
  commands: number
  /** Of them, what others did unseen. */
  hidden: number
  /** Of those, what was refused: it changed nothing. */
  refused: number
  /** Bytes that were compared. */
  bytes: number
  seconds: number
  differences: number
}

export function outcomeOf(runs: readonly Run[], seed: number, seconds: number): WorldsOutcome {
  const sum = (of: (run: Run) => number) => runs.reduce((total, run) => total + of(run), 0)
  return {
    seed,
    worlds: runs.length,
    commands: sum(({ commands }) => commands),
    hidden: sum(({ hidden }) => hidden),
    refused: sum(({ refused }) => refused),
    bytes: sum(({ bytes }) => bytes),
    seconds: Math.round(seconds),
    differences: runs.filter(({ difference }) => difference !== null).length,
  }
}

const longest = 10

/** The worlds in which most was done. */
export function showLongest(runs: readonly Run[]): string {
  const lines = runs
    .toSorted((one, other) => other.commands - one.commands || other.bytes - one.bytes)
    .slice(0, longest)
    .map(
      ({ seed, commands, hidden, bytes }) => `  seed ${seed}: ${commands} commands, ${hidden} hidden, ${bytes} bytes`,
    )
  return [`The longest of ${runs.length} worlds:`, ...lines].join('\n')
}

const mostShown = 10

/** For people: how each world is told from its twin, and how to play it alone. */
export function showDifferences(runs: readonly Run[], rounds: number): string {
  const found = runs.flatMap(({ difference }) => difference ?? [])
  const rest = found.length > mostShown ? [`… and ${found.length - mostShown} more`] : []
  return [...found.slice(0, mostShown).map((one) => shown(one, rounds)), ...rest].join('\n')
}

const shown = ({ seed, label, why, a, b }: Difference, rounds: number) =>
  [
    `World ${seed} is told from its twin by "${label}": ${why}`,
    `  world: ${a}`,
    `  twin:  ${b}`,
    `  alone: npm run worlds -- --worlds 1 --seed ${seed} --rounds ${rounds}`,
  ].join('\n')
