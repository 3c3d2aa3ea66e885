import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../clock.ts'
import { MongoServerError } from '../database.ts'
import type { JournalRow, JournalStore } from '../journal/store.ts'
import type { Macs } from '../macs.ts'
import type { Stream } from '../plan.ts'
import { beginning, hashOf, monthAfter, segmentOf, type Tail, type Unhashed } from './chain.ts'
import type { RecentRows } from './recent-rows.ts'
import type { Pseudonyms } from './pseudonyms.ts'
import type { AuditRow, AuditStore } from './store.ts'

/** Few at a time, with a rest after them: linking is in no hurry, and commits are. */
const rowsPerRead = 100
const restPerRowMs = 0.1
const duplicate = 11_000

export interface LinkerParts {
  readonly journal: JournalStore
  readonly audit: AuditStore
  readonly pseudonyms: Pseudonyms
  readonly macs: Macs
  readonly clock: Clock
  readonly recent: RecentRows
  /** Told of rows before they are linked; perhaps more than once. */
  note(rows: readonly JournalRow[]): Promise<void>
}

/** Copies journal rows into the audit, each bound to the one before it: where it stands is what it wrote last. */
export class Linker {
  readonly #parts: LinkerParts
  readonly #tails = new Map<Stream, Tail>()

  constructor(parts: LinkerParts) {
    this.#parts = parts
  }

  /** Links what is new in every stream. */
  async link(): Promise<void> {
    const heads = await this.#parts.journal.heads.native
      .find<{ _id: Stream; n: number }>({ n: { $gt: 0 } }, { projection: { n: 1 } })
      .toArray()
    for (const { _id: stream, n } of heads) {
      try {
        await this.#follow(stream, n)
      } catch (error) {
        this.#tails.delete(stream)
        // Another gateway took over in the meantime, and was first.
        if (!(error instanceof MongoServerError) || error.code !== duplicate) throw error
      }
    }
  }

  /** Whatever the journal holds no more although the head counts it was lost: the chain says so. */
  async #follow(stream: Stream, head: number): Promise<void> {
    let tail = this.#tails.get(stream) ?? (await tailOf(stream, this.#parts.audit))
    // The head fell back: a restore, whose audit fell back with it.
    if (tail.n > head) tail = await tailOf(stream, this.#parts.audit)
    while (tail.n < head) {
      const rows = this.#parts.recent.after(stream, tail.n, rowsPerRead) ?? (await this.#read(stream, tail.n, head))
      const links = await this.#links(stream, rows, { tail, head })
      const last = links.at(-1)
      if (last === undefined) break
      await this.#parts.note(rows)
      await insertAll(links, this.#parts.audit)
      this.#parts.recent.linked(stream, last.n)
      tail = last
      if (rows.length * restPerRowMs >= 1) await sleep(rows.length * restPerRowMs)
    }
    this.#tails.set(stream, tail)
  }

  #read(stream: Stream, n: number, head: number): Promise<JournalRow[]> {
    return this.#parts.journal.journal.model
      .find({ stream, n: { $gt: n, $lte: head } })
      .sort({ n: 1 })
      .limit(rowsPerRead)
      .lean()
  }

  async #links(stream: Stream, rows: readonly JournalRow[], { tail, head }: { tail: Tail; head: number }) {
    const names = await this.#parts.pseudonyms.of(
      stream,
      rows.map(({ actor }) => actor),
    )
    const links: AuditRow[] = []
    let end: Tail = tail
    const add = (n: number, at: Date, said: Said) => {
      const place = { stream, from: end.n + 1, n, segment: segmentOf(at, end), at }
      const link: Unhashed = { ...place, ...said, before: end.hash }
      const bound = { _id: `${stream}:${link.from}`, ...link, hash: hashOf(link, this.#parts.macs) }
      links.push(bound)
      end = bound
    }
    for (const row of rows) {
      if (row.n > end.n + 1) add(row.n - 1, row.at, lost)
      add(row.n, row.at, { ...saidBy(row), who: names.get(row.actor) ?? null })
    }
    if (rows.length === 0 && end.n < head) add(head, this.#parts.clock.now(), lost)
    return links
  }
}

const safely = { w: 'majority', j: true }

/** The bare command costs the driver less than its `insertMany`. */
async function insertAll(documents: readonly AuditRow[], { links: { native } }: AuditStore): Promise<void> {
  const insert = { insert: native.collectionName, documents, ordered: true, writeConcern: safely }
  const { writeErrors = [] } = (await native.db.command(insert)) as { writeErrors?: { code: number; errmsg: string }[] }
  const [failure] = writeErrors
  if (failure !== undefined) throw new MongoServerError({ ...failure })
}

type Said = Pick<AuditRow, 'who' | 'operation' | 'name' | 'ref' | 'v' | 'fields' | 'read'>
const lost: Said = { who: null, operation: null, name: null, ref: null, v: null, fields: [] }
const saidBy = ({ operation, name, ref, v, fields, read }: JournalRow): Omit<Said, 'who'> => ({
  operation,
  name,
  ref,
  v,
  fields,
  ...(read !== undefined && { read }),
})

/** Where the chain of a stream ends: at its last link, or at the segment of which the links were dropped. */
async function tailOf(stream: Stream, { links, segments }: AuditStore): Promise<Tail> {
  const [link, sealed] = await Promise.all([
    links.model.findOne({ stream }).sort({ n: -1 }).lean(),
    segments.model.findOne({ stream }).sort({ segment: -1 }).lean(),
  ])
  if (sealed === null) return link ?? beginning
  const open = monthAfter(sealed.segment)
  if (link === null || link.n <= sealed.to) return { n: sealed.to, hash: sealed.last, segment: open }
  return link
}
