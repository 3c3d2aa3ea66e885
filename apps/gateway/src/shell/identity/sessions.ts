import { randomBytes } from 'node:crypto'
import type { PersonId } from '@morgenkreis/protocol'
import type { Clock } from '../clock.ts'
import type { Ledger, LedgerLine } from '../ledger/ledger.ts'
import { normaliseEmail, tokenHash, type Macs } from '../macs.ts'
import { WorkRefused } from '../bounded-work.ts'
import type { Passwords } from '../passwords.ts'
import { Refused } from '../refused.ts'
import type { LoginLimits } from './login-limits.ts'
import type { IdentityStore, PersonDoc } from './store.ts'

/** Who is signed in. */
export interface Signed {
  readonly person: PersonId
  /** The hash of the token, which names the session. */
  readonly session: string
}

const dayMs = 24 * 60 * 60 * 1000
const idleMs = 45 * dayMs
const longestMs = 365 * dayMs
const idleUntil = (now: Date) => new Date(now.getTime() + idleMs)
/** Use is noted once in so long, not at every call. */
const notedEveryMs = 60 * 60 * 1000

/** Of one account; more tries at once are no person's. */
const mostTriesWaiting = 12

export interface SessionParts {
  readonly store: IdentityStore
  readonly macs: Macs
  readonly passwords: Passwords
  readonly limits: LoginLimits
  readonly clock: Clock
  readonly ledger: Ledger
  /** Tells every gateway that a session of this person ended. */
  ended(person: PersonId): Promise<void>
}

/** Sessions by e-mail and password (K-43, K-47): an unknown account and a wrong password answer alike, in text and time. */
export class Sessions {
  readonly #parts: SessionParts
  readonly #checking = new Map<string, { last: Promise<unknown>; waiting: number }>()

  constructor(parts: SessionParts) {
    this.#parts = parts
  }

  /** Opens a session with a new token of 256 bits; throws `Refused`. */
  async open(email: string, password: string, address: string): Promise<{ token: string; expiresAt: Date }> {
    const { store, macs, passwords, clock } = this.#parts
    const account = macs.emailMac(normaliseEmail(email))
    const person = await store.persons.model.findOne({ emailMac: account }).lean()
    await this.#verify(person, { account, password, address })
    if (person === null) throw new Refused('wrong-credentials')
    if (person.password !== null && passwords.needsRehash(person.password)) {
      await this.#rehash(person._id, person.password, password)
    }
    return this.issue(person._id, clock.now())
  }

  /** Is this the password of the account that is signed in? Counted and bounded as a login is. */
  async confirm(id: PersonId, password: string, address: string): Promise<void> {
    const person = await this.#parts.store.persons.model.findById(id).lean()
    await this.#verify(person, { account: person?.emailMac ?? id, password, address })
  }

  async #verify(
    person: PersonDoc | null,
    { account, password, address }: { account: string; password: string; address: string },
  ): Promise<void> {
    const { passwords, limits } = this.#parts
    await limits.check(account, address)
    const check = () => passwords.verify(password, person?.password ?? null).catch(busy)
    if (await this.#oneAtATime(account, check)) return
    await limits.wrong(account, address)
    throw new Refused('wrong-credentials')
  }

  /** One account takes one place in the queue in which everybody waits for a login, however often somebody tries. */
  async #oneAtATime<T>(account: string, check: () => Promise<T>): Promise<T> {
    const before = this.#checking.get(account)
    if ((before?.waiting ?? 0) >= mostTriesWaiting) throw new Refused('busy')
    const checked = (before?.last ?? Promise.resolve()).then(check, check)
    const own = { last: checked, waiting: (before?.waiting ?? 0) + 1 }
    this.#checking.set(account, own)
    try {
      return await checked
    } finally {
      const now = this.#checking.get(account)
      if (now?.last === checked) this.#checking.delete(account)
      else if (now !== undefined) now.waiting -= 1
    }
  }

  /** With the parameters of today (K-47). If there is no time for it, the next login does it. */
  async #rehash(_id: PersonId, stored: string, password: string): Promise<void> {
    const { store, passwords } = this.#parts
    const rehashed = await passwords.hash(password).catch(() => null)
    // Only if nobody changed the password meanwhile.
    if (rehashed !== null)
      await store.persons.model.updateOne({ _id, password: stored }, { $set: { password: rehashed } })
  }

  /** A session for a person whose identity is established. */
  async issue(person: PersonId, now: Date): Promise<{ token: string; expiresAt: Date }> {
    const [token = ''] = await this.issueAll([person], now)
    return { token, expiresAt: idleUntil(now) }
  }

  /** The same for several at once; answers their tokens in this order. */
  async issueAll(persons: readonly PersonId[], now: Date): Promise<string[]> {
    const tokens = persons.map(() => randomBytes(32).toString('base64url'))
    const times = { at: now, usedAt: now, expiresAt: idleUntil(now) }
    await this.#parts.store.sessions.model.insertMany(
      persons.map((person, n) => ({ _id: tokenHash(tokens[n] ?? ''), person, ...times })),
    )
    return tokens
  }

  /** Who holds this token; null if its session ended (K-53, K-54, K-55). */
  async find(token: string | null): Promise<Signed | null> {
    if (token === null || token.length > 100) return null
    const now = this.#parts.clock.now()
    const sessions = this.#parts.store.sessions.model
    const session = await sessions.findOne({ _id: tokenHash(token), expiresAt: { $gt: now } }).lean()
    if (session === null) return null
    if (now.getTime() - session.usedAt.getTime() > notedEveryMs) {
      const expiresAt = new Date(Math.min(idleUntil(now).getTime(), session.at.getTime() + longestMs))
      await sessions.updateOne({ _id: session._id }, { $set: { usedAt: now, expiresAt } })
    }
    return { person: session.person, session: session._id }
  }

  /** Which of these sessions still live. */
  async living(ids: readonly string[]): Promise<Set<string>> {
    const now = this.#parts.clock.now()
    const found = await this.#parts.store.sessions.model
      .find({ _id: { $in: ids }, expiresAt: { $gt: now } })
      .select('_id')
      .lean()
    return new Set(found.map(({ _id }) => _id))
  }

  /** Ends it for good: first its line in the ledger, so that no older backup opens it again (N1). It ends in any case. */
  async close({ person, session: id }: Signed): Promise<void> {
    const { store, ledger, clock } = this.#parts
    const { native: sessions } = store.sessions
    const now = clock.now()
    const line = { rule: 'by-hand', deed: 'deleted', facility: null, keys: [] } satisfies Partial<LedgerLine>
    try {
      await ledger.write([{ at: now.toISOString(), collection: sessions.collectionName, id, ...line }], now)
    } finally {
      await sessions.deleteOne({ _id: id })
      await this.#parts.ended(person)
    }
  }
}

function busy(error: unknown): never {
  throw error instanceof WorkRefused ? new Refused('busy') : error
}
