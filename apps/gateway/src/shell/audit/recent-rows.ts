import type { StoredRow } from '../commit/rows.ts'
import type { JournalRow } from '../journal/store.ts'
import type { Stream } from '../plan.ts'

/** Of all streams together; a gateway that does not link lets the oldest go. */
const mostKept = 10_000

/** The journal rows that this gateway committed lately: whoever links need not read them again. */
export class RecentRows {
  readonly #rows = new Map<Stream, JournalRow[]>()
  #kept = 0

  committed(stored: readonly StoredRow[]): void {
    if (this.#kept + stored.length > mostKept) this.#clear()
    for (const { row } of stored) {
      const rows = this.#rows.get(row.stream)
      if (rows === undefined) this.#rows.set(row.stream, [row])
      // Another gateway's rows came in between: what is older will be read.
      else if (rows.at(-1)?.n !== row.n - 1) this.#kept -= rows.splice(0, rows.length, row).length
      else rows.push(row)
      this.#kept += 1
    }
  }

  /** The rows of a stream after its `n`th, at most so many, in order; null where they are not here. */
  after(stream: Stream, n: number, most: number): readonly JournalRow[] | null {
    const rows = this.#rows.get(stream) ?? []
    const at = n + 1 - (rows[0]?.n ?? Infinity)
    return at >= 0 && at < rows.length ? rows.slice(at, at + most) : null
  }

  /** Those up to the `n`th are linked. */
  linked(stream: Stream, n: number): void {
    const rows = this.#rows.get(stream) ?? []
    const done = Math.min(rows.length, Math.max(0, n + 1 - (rows[0]?.n ?? Infinity)))
    rows.splice(0, done)
    this.#kept -= done
    if (rows.length === 0) this.#rows.delete(stream)
  }

  #clear(): void {
    this.#rows.clear()
    this.#kept = 0
  }
}
