import type { Difference, Sent } from './record.ts'

/** One line of what a client shows: an announcement or a comment, with its text, or null where a line is left of it. */
export interface Shown {
  ref: string
  text: string | null
}

/** The reduced state of a client equals a fresh read: the same things, the same texts, in the same order. */
export function diverged(who: string, reduced: readonly Shown[], fresh: readonly Shown[]): Difference[] {
  const found: Difference[] = []
  const line = ({ ref, text }: Shown) => `${ref} ${text ?? 'gone'}`
  const reducedLines = new Set(reduced.map(line))
  const freshLines = new Set(fresh.map(line))
  for (const shown of fresh) {
    if (!reducedLines.has(line(shown))) found.push({ kind: 'diverged', who, what: `does not show ${shown.ref}` })
  }
  for (const shown of reduced) {
    if (!freshLines.has(line(shown))) found.push({ kind: 'diverged', who, what: `still shows ${shown.ref}` })
  }
  const inOrder = reduced.length === fresh.length && reduced.every(({ ref }, index) => ref === fresh[index]?.ref)
  if (found.length === 0 && !inOrder) found.push({ kind: 'diverged', who, what: 'shows another order' })
  return found
}

/** What a fresh read shows is what was acknowledged: every text as it was sent, every removed thing gone. */
export function unlikeRecord(who: string, fresh: readonly Shown[], record: readonly Sent[]): Difference[] {
  const shown = new Map(fresh.map(({ ref, text }) => [ref, text]))
  const removed = new Set(record.filter(({ event }) => event.endsWith('.removed')).map(({ ref }) => ref))
  const found: Difference[] = []
  for (const { event, ref, text, under, audience } of record) {
    // Under a removed announcement no comment can be read any more.
    if (!event.endsWith('.published') || (under !== null && removed.has(under))) continue
    if (!audience.has(who)) {
      if (shown.has(ref)) found.push({ kind: 'overheard', who, what: `reads ${ref}` })
      continue
    }
    const expected = removed.has(ref) ? null : text
    if (!shown.has(ref)) found.push({ kind: 'lost', who, what: `cannot read ${ref}` })
    else if (shown.get(ref) !== expected) found.push({ kind: 'altered', who, what: `reads ${ref}` })
  }
  return found
}
