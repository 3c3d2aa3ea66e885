import { dayAfter, daysBetween } from '@morgenkreis/domain'
import type { Absence, Day, SickNote, Sign } from '@morgenkreis/protocol'

/** What stands in the form. */
export interface Entry {
  children: string[]
  kind: string
  illness: string
  reason: string
  from: Day
  to: Day
  note: string
  by: string
  basis: string
}

/** A child that can be chosen: as this reader calls it. */
export interface Candidate {
  readonly id: string
  readonly sign: Sign
  readonly name: string
}

/** What was reported before, of either kind. */
export type Reported = SickNote | Absence
export const isIll = (report: Reported): report is SickNote => 'illness' in report

export function emptyEntry(today: Day, children: readonly string[], kind: string): Entry {
  const days = { from: today, to: today }
  return {
    children: [...children],
    kind,
    illness: 'unspecified',
    reason: '',
    ...days,
    note: '',
    by: '',
    basis: 'spoken-consent',
  }
}

/** A report as the form shows it, to be changed. */
export function entryOf(report: Reported): Entry {
  const { child, from, to, note } = report
  const kind = isIll(report) ? 'ill' : 'away'
  const said = isIll(report) ? { illness: report.illness } : { reason: report.reason ?? '' }
  return { ...emptyEntry(from, [child], kind), ...said, to, note: note ?? '' }
}

/**
 * The newest report once more, beginning today and lasting as long: the same children, if they were reported together. The newest
 * is the one that began last: when it was entered guardians are not told (N9), and what has not begun was no last time.
 */
export function lastTime(all: readonly Reported[], today: Day): Entry | undefined {
  const reports = all.filter(({ from }) => from <= today)
  const newest = [...reports].sort((one, other) => other.from.localeCompare(one.from))[0]
  if (newest === undefined) return undefined
  const last = entryOf(newest)
  const same = (report: Reported) => {
    const { kind, illness, reason, from, to } = entryOf(report)
    return (
      [kind, illness, reason, from, to].join() === [last.kind, last.illness, last.reason, last.from, last.to].join()
    )
  }
  const children = [...new Set(reports.filter(same).map(({ child }) => child))]
  return { ...last, children, from: today, to: dayAfter(today, daysBetween(last.from, last.to)), note: '' }
}

/** The first thing that is missing before it can be sent. */
export function missingIn(entry: Entry, isStaff: boolean): 'children' | 'days' | 'by' | undefined {
  if (entry.children.length === 0) return 'children'
  if (entry.from === '' || entry.to === '' || daysBetween(entry.from, entry.to) < 0) return 'days'
  if (daysBetween(entry.from, entry.to) > 91) return 'days'
  return isStaff && entry.kind === 'ill' && entry.by.trim() === '' ? 'by' : undefined
}
