import { isOutOfReach, MongoError } from '../database.ts'
import type { Stream } from '../plan.ts'
import type { Waiting } from './ask.ts'
import type { StoredRow } from './rows.ts'

/** What became of a batch. Only `stored` and `taken` have changed anything. */
export type Outcome =
  | { readonly kind: 'stored'; readonly rows: readonly StoredRow[] }
  /** In the server's memory; not yet journaled by a majority, so nobody may be told. */
  | { readonly kind: 'taken'; readonly rows: readonly StoredRow[]; readonly confirmed: Promise<void> }
  /** The decisions of these streams are newer than the ones decided by. */
  | { readonly kind: 'moved'; readonly streams: readonly Stream[] }
  /** A document is not as it was when it was decided about. */
  | { readonly kind: 'missed' }
  /** One plan wants what exists already; `field` begins the index that says so. */
  | { readonly kind: 'duplicate'; readonly culprit: Waiting | null; readonly field: string }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'failed'; readonly error: unknown }

export type Taken = Extract<Outcome, { kind: 'taken' }>

/** What became of one transaction. `outdated`: a head was not as this gateway knew it, or decisions moved. */
export type Attempt = Outcome | { readonly kind: 'outdated' }

/** Thrown inside a transaction to leave it with an outcome. */
export class Leave extends Error {
  readonly outcome: Attempt

  constructor(outcome: Attempt) {
    super(outcome.kind)
    this.outcome = outcome
  }
}

const duplicateKey = 11_000

/** The first field of the index that a duplicate key error names; null if it is another error. */
export function duplicateOf({ code, errmsg }: { code: number; errmsg: string }): string | null {
  // E11000 … index: proof.preview_1 dup key: …
  return code === duplicateKey ? (/index: (\S+?)_1/.exec(errmsg)?.[1] ?? '') : null
}

/** What became of a transaction that threw; `committing`: the commit was on its way. */
export const outcomeOf = (error: unknown, committing: boolean): Attempt =>
  error instanceof Leave ? error.outcome : failureOf(error, committing)

/** Sorts what MongoDB threw by what is to be done about it. */
export function failureOf(error: unknown, committing: boolean): Outcome {
  if (error instanceof MongoError) {
    if (error.hasErrorLabel('UnknownTransactionCommitResult')) return { kind: 'unknown' }
    if (error.hasErrorLabel('TransientTransactionError')) return { kind: 'conflict' }
  }
  // Where its connection is gone, the driver may throw what bears no label, or stumble itself over what the system said.
  if (committing && (isOutOfReach(error) || !(error instanceof MongoError))) return { kind: 'unknown' }
  return isOutOfReach(error) ? { kind: 'conflict' } : { kind: 'failed', error }
}
