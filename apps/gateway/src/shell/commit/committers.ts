import { setTimeout as sleep } from 'node:timers/promises'
import type { ClientSession, Database } from '../database.ts'
import type { Stream } from '../plan.ts'
import { Refused } from '../refused.ts'
import type { Ask, Waiting } from './ask.ts'
import { mayBeFollowed, takeBatch } from './batch.ts'
import { knownAmong, replyAgain } from './known.ts'
import { committersAt, Pace } from './pace.ts'
import { byStream } from './rows.ts'
import { Settling, type SettlingParts } from './settling.ts'
import { storeBatch } from './store-batch.ts'
import { UnderWay } from './under-way.ts'

export interface CommitParts extends Omit<SettlingParts, 'again'> {
  readonly database: Database
}

/** After so long something is wrong that trying does not mend. */
const triesForMs = 10_000
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
  readonly #settling: Settling
  /** Committers whose batch is not taken yet. */
  #running = 0
  /** Batches that were taken up, and whose plans are not all answered, or waiting again. */
  #unsettled = 0
  #resting = false

  constructor(parts: CommitParts) {
    this.#parts = parts
    this.#settling = new Settling({ ...parts, again: (batch, shares) => this.#again(batch, shares) })
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
    if (this.#settling.unconfirmed > mostUnconfirmed) await settled
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
      const fresh = batch.some(({ tries }) => tries > 0) ? await this.#settling.withoutKnown(batch) : batch
      if (fresh.length === 0) return nothingLeft
      const session = this.#sessions.pop() ?? (await this.#parts.database.data.startSession())
      const outcome = await storeBatch(fresh, session, this.#parts)
      const settled = this.#settling
        .settle(fresh, outcome, session)
        .finally(() => this.#sessions.push(session))
        .catch((error: unknown) => this.#fail(fresh, error))
      return { settled, followed: outcome.kind === 'taken' && fresh.every(mayBeFollowed) }
    } catch (error) {
      this.#fail(batch, error)
      return nothingLeft
    }
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
}
