import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { ClientSession, Database } from '../database.ts'
import type { Stream } from '../plan.ts'
import { Refused } from '../refused.ts'
import type { Ask, Waiting } from './ask.ts'
import { mayBeFollowed, takeBatch } from './batch.ts'
import { knownAmong, replyAgain, type KnownRequest } from './known.ts'
import { failureOf, type Outcome, type Taken } from './outcome.ts'
import { committersAt, Pace } from './pace.ts'
import { byStream, type StoredRow } from './rows.ts'
import { storeBatch, type StoreParts } from './store-batch.ts'
import { Turns } from './turns.ts'
import { UnderWay } from './under-way.ts'

export interface CommitParts extends StoreParts {
  readonly database: Database
  readonly log: Logger
  /** Called with what was stored, before its replies go out. */
  told(rows: readonly StoredRow[]): void
  /** Reads the decisions of these streams anew. */
  refresh(streams: readonly Stream[]): Promise<void>
}

/** After so long something is wrong that trying does not mend. */
const triesForMs = 10_000
/** How long an unknown commit result is asked about. */
const unknownForMs = 8_000
/** Batches that may wait for the disk while others follow. */
const mostUnconfirmed = 8

const nothingLeft = { settled: Promise.resolve(), followed: true } as const

/**
 * Stores what operations decided. A free committer takes the plans that wait in its share of the streams, none of which another
 * is at, and stores them in one transaction. Alone a plan goes at once, under load they gather.
 */
export class Committers {
  readonly #parts: CommitParts
  readonly #waiting: Waiting[] = []
  readonly #busy = new Set<Stream>()
  readonly #sessions: ClientSession[] = []
  readonly #underWay = new UnderWay()
  readonly #pace = new Pace()
  /** Batches that are taken and not yet confirmed. */
  readonly #unconfirmed = new Turns()
  /** Committers whose batch is not taken yet. */
  #running = 0
  /** Batches that were taken up, and whose plans are not all answered, or waiting again. */
  #unsettled = 0
  #resting = false

  constructor(parts: CommitParts) {
    this.#parts = parts
  }

  /** Plans that wait for a committer. */
  get waiting(): number {
    return this.#waiting.length
  }

  /** Decides, and answers when that is stored; throws `Refused`. */
  async commit(ask: Ask): Promise<unknown> {
    const decided = await ask.decide()
    const reply = new Promise((answer, refuse) => {
      this.#waiting.push({ ask, decided, shares: 'all', since: performance.now(), tries: 0, answer, refuse })
      // Whoever is at this stream looks again when done; looking for each plan would cost more than storing it.
      if (!this.#busy.has(decided.stream)) this.#pump()
    })
    return this.#underWay.follow(ask, reply)
  }

  /** Answers a request that is stored already, or is about to be; null if it is not. */
  async known(ask: Ask): Promise<{ reply: unknown } | null> {
    await this.#underWay.settled(ask)
    const known = (await knownAmong([ask], this.#parts.journal)).get(ask)
    return known === undefined ? null : { reply: await replyAgain(ask, known) }
  }

  async close(): Promise<void> {
    while (this.#unsettled + this.#waiting.length > 0) await sleep(5)
    await Promise.all(this.#sessions.map((session) => session.endSession()))
  }

  #pump(): void {
    for (;;) {
      const committers = committersAt(this.#waiting.length)
      if (this.#resting || this.#waiting.length === 0 || this.#running >= committers) return
      const batch = takeBatch(this.#waiting, this.#busy, committers)
      if (batch.length === 0) return
      void this.#run(batch)
    }
  }

  async #run(batch: readonly Waiting[]): Promise<void> {
    const streams = [...byStream(batch).keys()]
    for (const stream of streams) this.#busy.add(stream)
    this.#running += 1
    const began = performance.now()
    this.#unsettled += 1
    const { settled, followed } = await this.#store(batch)
    void settled.then(() => (this.#unsettled -= 1))
    if (this.#unconfirmed.open > mostUnconfirmed) await settled
    this.#running -= 1
    this.#rest(batch.length, began)
    if (!followed) await settled
    for (const stream of streams) this.#busy.delete(stream)
    this.#pump()
  }

  /** Under load nobody begins for a while: what comes meanwhile shares the next transaction, whatever its stream. */
  #rest(plans: number, began: number): void {
    const ended = performance.now()
    const rest = this.#pace.restAfter(plans, ended - began, ended)
    if (rest === 0 || this.#resting) return
    this.#resting = true
    setTimeout(() => {
      this.#resting = false
      this.#pump()
    }, rest)
  }

  #fail(batch: readonly Waiting[], error: unknown): void {
    this.#parts.log.error({ err: error }, 'a batch failed')
    for (const one of batch) one.refuse(error)
  }

  /** Comes back once the batch is taken; `followed`: its streams need not wait until it is settled. Never fails. */
  async #store(batch: readonly Waiting[]): Promise<{ settled: Promise<void>; followed: boolean }> {
    try {
      // Hardly any request was stored before, and the unique index finds those: looked up once it did.
      const fresh = batch.some(({ tries }) => tries > 0) ? await this.#withoutKnown(batch) : batch
      if (fresh.length === 0) return nothingLeft
      const session = this.#sessions.pop() ?? (await this.#parts.database.data.startSession())
      const outcome = await storeBatch(fresh, session, this.#parts)
      const settled = this.#settle(fresh, outcome, session)
        .finally(() => this.#sessions.push(session))
        .catch((error: unknown) => this.#fail(fresh, error))
      return { settled, followed: outcome.kind === 'taken' && fresh.every(mayBeFollowed) }
    } catch (error) {
      this.#fail(batch, error)
      return nothingLeft
    }
  }

  /** A known request leaves, with its reply rendered anew. */
  async #withoutKnown(batch: readonly Waiting[]): Promise<readonly Waiting[]> {
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

  async #settle(batch: readonly Waiting[], outcome: Outcome, session: ClientSession): Promise<void> {
    switch (outcome.kind) {
      case 'stored':
        return this.#stored(batch, outcome.rows)
      case 'taken':
        return this.#confirm(batch, outcome, session)
      case 'moved':
        await this.#parts.refresh(outcome.streams)
        return this.#decideAnew(batch)
      case 'missed':
        if (batch.length > 1) return this.#again(batch, 'nothing')
        return this.#decideAnew(batch)
      case 'duplicate':
        return this.#leave(batch, outcome.culprit, outcome.field)
      case 'conflict':
        await sleep(Math.random() * 10 * (batch[0]?.tries ?? 0))
        return this.#again(batch, byStream(batch).size > 1 ? 'stream' : 'all')
      case 'unknown':
        return this.#askAgain(batch, session)
      case 'failed':
        if (batch.length > 1) return this.#again(batch, 'nothing')
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
    return this.#settle(batch, failure, session)
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
    this.#again(still, 'all')
  }

  #again(batch: readonly Waiting[], shares: Waiting['shares']): void {
    const still = batch.filter((one) => {
      one.tries += 1
      one.shares = shares
      const late = performance.now() - one.since > triesForMs
      if (late) one.refuse(new Refused('try-again'))
      return !late
    })
    this.#waiting.unshift(...still)
  }

  /** A duplicate voids the whole transaction: its plan leaves, the others run again. */
  #leave(batch: readonly Waiting[], culprit: Waiting | null, field: string): void | Promise<void> {
    const refusal = culprit?.decided.plan.writes
      .map((write) => (write.kind === 'insert' ? write.unique[field] : undefined))
      .find((code) => code !== undefined)
    // A duplicate request was stored before: the next look finds it. Numbers that are taken: decide anew.
    if (culprit === null || refusal === undefined) return this.#again(batch, 'all')
    if (refusal === 'anew') return this.#decideAnew(batch)
    culprit.refuse(new Refused(refusal))
    this.#again(
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
      const unsure = await this.#withoutKnown(batch).catch(() => batch)
      if (unsure.length === 0) return
      // Some are known by way of another gateway: then these are not stored, since a batch is stored whole or not at all.
      if (aborted || unsure.length < batch.length) return this.#again(unsure, 'all')
      await sleep(200)
    }
    for (const one of batch) one.refuse(new Refused('try-again'))
  }
}
