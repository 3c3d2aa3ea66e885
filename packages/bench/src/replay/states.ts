import type { Difference, Sent } from './record.ts'

/** One line of what a client shows: a thing with its text, or null where a line is left of it. */
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
    if (!freshLines.has(line(shown)))
      found.push({ kind: 'diverged', who, what: `still shows ${shown.ref}${shown.text === null ? ', as gone' : ''}` })
  }
  const inOrder = reduced.length === fresh.length && reduced.every(({ ref }, index) => ref === fresh[index]?.ref)
  if (found.length === 0 && !inOrder) found.push({ kind: 'diverged', who, what: 'shows another order' })
  return found
}

/** A thing as it is in the end. */
interface Standing {
  ref: string
  /** Null: removed, or hidden. */
  text: string | null
  under: string | null
  sent: Sent
}

const publishes = ['.published', '.sent']
const takesAway = ['.removed']
const givesBack = ['.restored', '.revealed']
const endsWith = (event: string, ends: readonly string[]) => ends.some((end) => event.endsWith(end))

/** Everything that was ever published, with what became of it. */
function standing(record: readonly Sent[]): Map<string, Standing> {
  const things = new Map<string, Standing & { written: string | null }>()
  for (const sent of record.toSorted((a, b) => a.answeredAt - b.answeredAt)) {
    const { event, ref, text, under } = sent
    if (endsWith(event, publishes)) things.set(ref, { ref, text, written: text, under, sent })
    const thing = things.get(ref)
    if (thing === undefined) continue
    if (event.endsWith('.edited')) thing.text = thing.written = text
    if (endsWith(event, takesAway)) thing.text = null
    if (endsWith(event, givesBack)) thing.text = thing.written
  }
  return things
}

/**
 * What a fresh read shows is what was acknowledged: every text as it was sent, every removed thing gone. `reads` says whether
 * it is to be read by now.
 */
export function unlikeRecord(
  who: string,
  fresh: readonly Shown[],
  { record, reads }: { record: readonly Sent[]; reads: (sent: Sent) => boolean },
): Difference[] {
  const shown = new Map(fresh.map(({ ref, text }) => [ref, text]))
  const things = standing(record)
  const found: Difference[] = []
  for (const { ref, text, under, sent } of things.values()) {
    // Under a removed announcement no comment can be read any more.
    if (under !== null && things.get(under)?.text === null) continue
    if (!reads(sent)) {
      if (shown.has(ref)) found.push({ kind: 'overheard', who, what: `reads ${ref}` })
      continue
    }
    if (!shown.has(ref)) found.push({ kind: 'lost', who, what: `cannot read ${ref}` })
    else if (shown.get(ref) !== text) found.push({ kind: 'altered', who, what: `reads ${ref}` })
  }
  return found
}

/** An answer of the house that is to be what the record says. */
export function miscounted(who: string, what: string, expected: unknown, found: unknown): Difference[] {
  const [should, does] = [JSON.stringify(expected), JSON.stringify(found)]
  return should === does ? [] : [{ kind: 'miscounted', who, what: `${what}: ${does} instead of ${should}` }]
}
