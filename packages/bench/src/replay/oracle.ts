import { keyOf } from './record.ts'
import type { Difference, Listener, Sent, ToldEntry } from './record.ts'

/** Compares one client's log with the record of acknowledged sends. Empty means: nothing lost, nothing twice, in order. */
export function differences(listener: Listener, record: readonly Sent[]): Difference[] {
  const known = new Known(listener.who, record)
  return [
    ...outOfSequence(listener, known),
    ...listener.entries.flatMap((entry) => (entry.kind === 'told' ? wrongly(entry, listener, known) : [])),
    ...againstTime(listener, known),
    ...outOfTurn(listener, known),
    ...missing(listener, known),
  ]
}

/** The record as far as one listener is concerned. */
class Known {
  readonly #all: Map<string, Sent[]>
  /** What is for this listener, by name and reference. */
  readonly mine: Map<string, Sent[]>
  readonly #texts: Map<string, Set<string>>

  constructor(who: string, record: readonly Sent[]) {
    this.#all = Map.groupBy(record, keyOf)
    this.mine = Map.groupBy(
      record.filter(({ audience }) => audience.has(who)),
      keyOf,
    )
    this.#texts = new Map()
    for (const { ref, text } of record)
      if (text !== null) this.#texts.set(ref, (this.#texts.get(ref) ?? new Set()).add(text))
  }

  isRecorded = (entry: ToldEntry) => this.#all.has(keyOf(entry))
  of = (entry: ToldEntry) => this.mine.get(keyOf(entry)) ?? []
  /** Caught up on, a thing says what it says by then: any text that its author gave it. */
  hasText = ({ ref, text }: ToldEntry) => text === null || (this.#texts.get(ref)?.has(text) ?? true)
}

const told = ({ entries }: Pick<Listener, 'entries'>) => entries.filter((entry) => entry.kind === 'told')
const what = ({ room, seq, event, ref }: ToldEntry) => `${room} #${seq} ${event} ${ref}`

/** I2, I4: numbers go up by one; only after a fresh read may they begin anywhere. */
function outOfSequence({ who, entries, heads }: Listener, known: Known): Difference[] {
  const found: Difference[] = []
  const last = new Map<string, number>()
  const had = new Map<string, number>()
  for (const entry of entries) {
    if (entry.kind === 'reread') {
      for (const room of entry.rooms) last.delete(room)
      continue
    }
    const { room, seq } = entry
    const before = last.get(room)
    const [number, thing] = [`${room} #${seq}`, `${room} ${keyOf(entry)}`]
    const times = had.get(thing) ?? 0
    if (had.has(number) || times >= Math.max(1, known.of(entry).length)) {
      found.push({ kind: 'doubled', who, what: what(entry) })
    } else if (before !== undefined && seq < before) found.push({ kind: 'misordered', who, what: what(entry) })
    else if (before !== undefined && seq > before + 1) {
      found.push({ kind: 'lost', who, what: `${room} #${before + 1} to #${seq - 1}` })
    }
    had.set(number, 1).set(thing, times + 1)
    last.set(room, Math.max(seq, before ?? 0))
  }
  for (const [room, seq] of last) {
    const head = heads.get(room) ?? seq
    if (head > seq) found.push({ kind: 'lost', who, what: `${room} #${seq + 1} to #${head}` })
  }
  return found
}

/** I5, K-35, and that what is told is what was acknowledged. */
function wrongly(entry: ToldEntry, { who, removedAt }: Listener, known: Known): Difference[] {
  const found: Difference[] = []
  if (!known.isRecorded(entry)) return [{ kind: 'unrecorded', who, what: what(entry) }]
  if (known.of(entry).length === 0) found.push({ kind: 'overheard', who, what: what(entry) })
  if (removedAt !== null && entry.at > removedAt) {
    found.push({ kind: 'overheard', who, what: `after the removal: ${what(entry)}` })
  }
  if (!known.hasText(entry)) found.push({ kind: 'altered', who, what: what(entry) })
  return found
}

const ascending = (a: number, b: number) => a - b

/**
 * What was acknowledged before another was sent stands before it in every room. Of what happened several times the first that
 * was told came between the first sending and the first answer, the second between the second ones, and so on.
 */
function againstTime(listener: Listener, known: Known): Difference[] {
  const found: Difference[] = []
  for (const [, entries] of Map.groupBy(told(listener), ({ room }) => room)) {
    const times = Map.groupBy(entries, keyOf)
    const seen = new Map<string, number>()
    let latest = -Infinity
    for (const entry of entries.toSorted((a, b) => a.seq - b.seq)) {
      const sents = known.of(entry)
      if (sents.length === 0) continue
      const key = keyOf(entry)
      const nth = seen.get(key) ?? 0
      seen.set(key, nth + 1)
      const isWhole = times.get(key)?.length === sents.length
      const [sent, answered] = [sents.map(({ sentAt }) => sentAt), sents.map(({ answeredAt }) => answeredAt)]
      const from = sent.sort(ascending)[isWhole ? nth : 0]!
      const until = isWhole ? answered.sort(ascending)[nth]! : Math.max(...answered)
      if (until < latest) found.push({ kind: 'misordered', who: listener.who, what: what(entry) })
      latest = Math.max(latest, from)
    }
  }
  return found
}

/** Decision 2: what somebody wrote offline comes in the order in which it was written. */
function outOfTurn(listener: Listener, known: Known): Difference[] {
  const found: Difference[] = []
  const last = new Map<string, number>()
  for (const entry of told(listener).toSorted((a, b) => a.seq - b.seq)) {
    const turn = known.of(entry)[0]?.turn
    if (turn === undefined) continue
    const queue = `${entry.room} ${turn.queue}`
    if (turn.n < (last.get(queue) ?? 0)) found.push({ kind: 'misordered', who: listener.who, what: what(entry) })
    last.set(queue, Math.max(turn.n, last.get(queue) ?? 0))
  }
  return found
}

/** I1, I2: whoever belongs to the audience has heard it, or has read afresh since. Who was removed is owed nothing more. */
function missing({ who, entries, removedAt }: Listener, known: Known): Difference[] {
  if (removedAt !== null) return []
  const readAt = entries.findLastIndex(({ kind }) => kind === 'reread')
  const lastRead = entries[readAt]?.at ?? -Infinity
  const since = told({ entries: entries.slice(readAt + 1) })
  const heard = new Map<string, number>()
  for (const [, ofRoom] of Map.groupBy(since, ({ room }) => room))
    for (const [key, times] of Map.groupBy(ofRoom, keyOf)) heard.set(key, Math.max(times.length, heard.get(key) ?? 0))
  return [...known.mine].flatMap(([key, sents]): Difference[] => {
    const owed = sents.filter(({ sentAt, maybe }) => maybe !== true && sentAt > lastRead).length
    const had = heard.get(key) ?? 0
    return had < owed ? [{ kind: 'lost', who, what: owed === 1 ? key : `${key}: ${had} of ${owed}` }] : []
  })
}
