import type { Day, Span } from '@morgenkreis/protocol'
import { isOn, isOpenOn } from './span.ts'

/** When a group opens of which nobody said so, on the clock of Europe/Berlin. */
export const usualOpening = '07:00'
const patienceMs = 60 * 60 * 1000

/** A report as far as waiting is concerned. */
export interface Unread extends Span {
  readonly enteredAt: Date
  readonly seenAt: Date | null
}

/** `opensAt` is when the child's group opens today; `closed` by what the facility entered. */
export interface Today {
  readonly day: Day
  readonly opensAt: Date
  readonly closed: boolean
}

/**
 * Does a report wait that concerns today? It does when nobody has accepted it an hour after the group opened, or an hour
 * after it came, if that was later. On a day on which the facility is closed none does.
 */
export function isWaiting(report: Unread, today: Today, now: Date): boolean {
  if (report.seenAt !== null || !isOn(report, today.day) || !isOpenOn(today.day) || today.closed) return false
  const since = Math.max(today.opensAt.getTime(), report.enteredAt.getTime())
  return now.getTime() - since >= patienceMs
}
