import { keyOf } from './record.ts'
import type { Difference, Listener, Sent, ToldEntry } from './record.ts'

/** Compares one client's log with the record of acknowledged sends. Empty means: nothing lost, nothing twice, in order. */
export function differences(listener: Listener, record: readonly Sent[]): Difference[] {
  const sent = new Map(record.map((one) => [keyOf(one.event, one.ref), one]))
  return [
    ...outOfSequence(listener),
    ...listener.entries.flatMap((entry) => (entry.kind === 'told' ? wrongly(entry, listener, sent) : [])),
    ...againstTime(listener, sent),
    ...missing(listener, record),
  ]
}

const told = ({ entries }: Listener) => entries.filter((entry) => entry.kind === 'told')
const what = ({ room, seq, event, ref }: ToldEntry) => `${room} #${seq} ${event} ${ref}`

/** I2, I4: numbers go up by one; only after a fresh read may they begin anywhere. */
function outOfSequence({ who, entries, heads }: Listener): Difference[] {
  const found: Difference[] = []
  const last = new Map<string, number>()
  const had = new Map<string, Set<string>>()
  for (const entry of entries) {
    if (entry.kind === 'reread') {
      for (const room of entry.rooms) last.delete(room)
      continue
    }
    const { room, seq, event, ref } = entry
    const before = last.get(room)
    const seen = had.get(room) ?? new Set()
    const marks = [`#${seq}`, keyOf(event, ref)]
    if (marks.some((mark) => seen.has(mark))) found.push({ kind: 'doubled', who, what: what(entry) })
    else if (before !== undefined && seq < before) found.push({ kind: 'misordered', who, what: what(entry) })
    else if (before !== undefined && seq > before + 1) {
      found.push({ kind: 'lost', who, what: `${room} #${before + 1} to #${seq - 1}` })
    }
    for (const mark of marks) seen.add(mark)
    had.set(room, seen)
    last.set(room, Math.max(seq, before ?? 0))
  }
  for (const [room, seq] of last) {
    const head = heads.get(room) ?? seq
    if (head > seq) found.push({ kind: 'lost', who, what: `${room} #${seq + 1} to #${head}` })
  }
  return found
}

/** I5, K-35, and that what is told is what was acknowledged. */
function wrongly(entry: ToldEntry, { who, removedAt }: Listener, sent: ReadonlyMap<string, Sent>): Difference[] {
  const found: Difference[] = []
  const original = sent.get(keyOf(entry.event, entry.ref))
  if (!original) return [{ kind: 'unrecorded', who, what: what(entry) }]
  if (!original.audience.has(who)) found.push({ kind: 'overheard', who, what: what(entry) })
  if (removedAt !== null && entry.at > removedAt) {
    found.push({ kind: 'overheard', who, what: `after the removal: ${what(entry)}` })
  }
  if (entry.text !== null && original.text !== null && entry.text !== original.text) {
    found.push({ kind: 'altered', who, what: what(entry) })
  }
  return found
}

/** What was acknowledged before another was sent stands before it in every room. */
function againstTime(listener: Listener, sent: ReadonlyMap<string, Sent>): Difference[] {
  const found: Difference[] = []
  const latest = new Map<string, number>()
  for (const entry of told(listener).toSorted((a, b) => a.seq - b.seq)) {
    const original = sent.get(keyOf(entry.event, entry.ref))
    if (!original) continue
    const before = latest.get(entry.room) ?? -Infinity
    if (original.answeredAt < before) found.push({ kind: 'misordered', who: listener.who, what: what(entry) })
    latest.set(entry.room, Math.max(before, original.sentAt))
  }
  return found
}

/** I1, I2: whoever belongs to the audience has heard it, or has read afresh since. Who was removed is owed nothing more. */
function missing(listener: Listener, record: readonly Sent[]): Difference[] {
  if (listener.removedAt !== null) return []
  const heard = new Set(told(listener).map(({ event, ref }) => keyOf(event, ref)))
  const lastRead = Math.max(
    -Infinity,
    ...listener.entries.map((entry) => (entry.kind === 'reread' ? entry.at : -Infinity)),
  )
  return record
    .filter(({ audience, event, ref }) => audience.has(listener.who) && !heard.has(keyOf(event, ref)))
    .filter(({ answeredAt }) => answeredAt > lastRead)
    .map(({ event, ref }) => ({ kind: 'lost' as const, who: listener.who, what: `${event} ${ref}` }))
}
