import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { ClientSession } from '../database.ts'
import type { Stream } from '../plan.ts'
import { Refused } from '../refused.ts'
import type { Waiting } from './ask.ts'
import { knownAmong, replyAgain, type KnownRequest } from './known.ts'
import { failureOf, type Outcome, type Taken } from './outcome.ts'
import { byStream, type StoredRow } from './rows.ts'
import type { StoreParts } from './store-batch.ts'
import { Turns } from './turns.ts'

export interface SettlingParts extends StoreParts {
  readonly log: Logger
  /** Called with what was stored, before its replies go out. */
  told(rows: readonly StoredRow[]): void
  /** Reads the decisions of these streams anew. */
  refresh(streams: readonly Stream[]): Promise<void>
  /** Has these plans wait for a committer again; `shares`: with whom they may be stored then. */
  again(batch: readonly Waiting[], shares: Waiting['shares']): void
}

/** How long an unknown commit result is asked about. */
const unknownForMs = 8_000

/** What becomes of the plans of a batch, by what became of its transaction. */
export class Settling {
  readonly #parts: SettlingParts
  /** Batches that are taken and not yet confirmed. */
  readonly #unconfirmed = new Turns()

  constructor(parts: SettlingParts) {
    this.#parts = parts
  }

  /** Batches that wait for the disk. */
  get unconfirmed(): number {
    return this.#unconfirmed.open
  }

  /** Answers the plans of a batch, or has them wait again. */
  async settle(batch: readonly Waiting[], outcome: Outcome, session: ClientSession): Promise<void> {
    switch (outcome.kind) {
      case 'stored':
        return this.#stored(batch, outcome.rows)
      case 'taken':
        return this.#confirm(batch, outcome, session)
      case 'moved':
        await this.#parts.refresh(outcome.streams)
        return this.#decideAnew(batch)
      case 'missed':
        if (batch.length > 1) return this.#parts.again(batch, 'nothing')
        return this.#decideAnew(batch)
      case 'duplicate':
        return this.#leave(batch, outcome.culprit, outcome.field)
      case 'conflict':
        await sleep(Math.random() * 10 * (batch[0]?.tries ?? 0))
        return this.#parts.again(batch, byStream(batch).size > 1 ? 'stream' : 'all')
      case 'unknown':
        return this.#askAgain(batch, session)
      case 'failed':
        if (batch.length > 1) return this.#parts.again(batch, 'nothing')
        this.#parts.log.error({ err: outcome.error, operation: batch[0]?.ask.operation }, 'a plan could not be stored')
        for (const one of batch) one.refuse(outcome.error)
    }
  }

  #stored(batch: readonly Waiting[], rows: readonly StoredRow[]): void {
    // Not now: first the next batch sets out, so that the database works while replies are written.
    setImmediate(() => {
      for (const one of batch) one.answer(one.decided.plan.reply)
    })
    this.#parts.told(rows)
  }

  /** Waits until what was taken is journaled by a majority; told in the order in which it was taken. */
  async #confirm(batch: readonly Waiting[], { rows, confirmed }: Taken, session: ClientSession): Promise<void> {
    const confirming = confirmed.then(
      () => null,
      (error: unknown) => failureOf(error, true),
    )
    const failure = await this.#unconfirmed.take(confirming)
    if (failure === null) return this.#stored(batch, rows)
    this.#parts.known.forget(byStream(batch).keys())
    return this.settle(batch, failure, session)
  }

  /** Every plan is decided by the newest state; those now refused leave with their refusal. */
  async #decideAnew(batch: readonly Waiting[]): Promise<void> {
    const still: Waiting[] = []
    for (const one of batch) {
      try {
        one.decided = await one.ask.decide()
        still.push(one)
      } catch (error) {
        one.refuse(error)
      }
    }
    this.#parts.again(still, 'all')
  }

  /** A duplicate voids the whole transaction: its plan leaves, the others run again. */
  #leave(batch: readonly Waiting[], culprit: Waiting | null, field: string): void | Promise<void> {
    const refusal = culprit?.decided.plan.writes
      .map((write) => (write.kind === 'insert' ? write.unique[field] : undefined))
      .find((code) => code !== undefined)
    // A duplicate request was stored before: the next look finds it. Numbers that are taken: decide anew.
    if (culprit === null || refusal === undefined) return this.#parts.again(batch, 'all')
    if (refusal === 'anew') return this.#decideAnew(batch)
    culprit.refuse(new Refused(refusal))
    this.#parts.again(
      batch.filter((one) => one !== culprit),
      'all',
    )
  }

  /** Unknown commit result: ask again, look the ids up; still unknown: `try-again`. */
  async #askAgain(batch: readonly Waiting[], session: ClientSession): Promise<void> {
    const until = performance.now() + unknownForMs
    while (performance.now() < until) {
      const aborted = await session.commitTransaction().then(
        () => false,
        (error: unknown) => failureOf(error, true).kind === 'conflict',
      )
      const unsure = await this.withoutKnown(batch).catch(() => batch)
      if (unsure.length === 0) return
      // Some are known by way of another gateway: then these are not stored, since a batch is stored whole or not at all.
      if (aborted || unsure.length < batch.length) return this.#parts.again(unsure, 'all')
      await sleep(200)
    }
    for (const one of batch) one.refuse(new Refused('try-again'))
  }

  /** A known request leaves, with its reply rendered anew. */
  async withoutKnown(batch: readonly Waiting[]): Promise<readonly Waiting[]> {
    const known = await knownAmong(
      batch.map(({ ask }) => ask),
      this.#parts.journal,
    )
    return batch.filter((one) => {
      const row = known.get(one.ask)
      if (row !== undefined) this.#answerAgain(one, row)
      return row === undefined
    })
  }

  #answerAgain(one: Waiting, known: KnownRequest): void {
    Promise.resolve()
      .then(() => replyAgain(one.ask, known))
      .then(one.answer, one.refuse)
  }
}
