import type { FacilityId, PersonId } from '@morgenkreis/protocol'
import type { Logger } from 'pino'
import type { Database } from '../database.ts'
import { readHeads } from '../journal/read.ts'
import type { HeadDoc, JournalStore } from '../journal/store.ts'
import { facilityIn, facilityStream, personStream, type Stream } from '../plan.ts'
import type { Rosters } from '../roster/rosters.ts'
import type { Connections } from '../sockets/connections.ts'
import type { Tell } from '../tell.ts'
import { endAbandoned } from './abandoned.ts'
import type { Fleet } from './fleet.ts'

export interface FollowParts {
  readonly database: Database
  readonly journal: JournalStore
  readonly rosters: Rosters
  readonly tell: Tell
  readonly fleet: Fleet
  readonly connections: Connections
  readonly log: Logger
  readonly pollMs: number
  readonly leaseMs: number
}

const watchEveryMs = 250
/** So much earlier than by the database a lease is over here: by then the sockets are closed. */
const marginMs = 500

/** Looks at the head documents once a second: the truth behind every wake-up, and all there is without Redis. */
export class Follow {
  readonly #parts: FollowParts
  readonly #persons = new Map<PersonId, number>()
  #timer: NodeJS.Timeout | undefined
  #watch: NodeJS.Timeout | undefined
  #stopped = false
  #round: Promise<void> = Promise.resolve()
  #lookedAt = performance.now()

  constructor(parts: FollowParts) {
    this.#parts = parts
  }

  /** Can this gateway read? One that could not for as long as its lease must not serve. */
  get able(): boolean {
    return performance.now() - this.#lookedAt < this.#parts.leaseMs - marginMs
  }

  async start(): Promise<void> {
    await this.#look()
    this.#plan()
    // Beside the looks: one that hangs ends no sooner than the connection that it hangs on, and a stopped process looks at nothing.
    this.#watch = setInterval(() => this.#closeIfUnable(), watchEveryMs)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    clearInterval(this.#watch)
    await this.#round
  }

  /** A wake-up said that something was decided in this stream. */
  async decided(stream: Stream): Promise<void> {
    const began = performance.now()
    const [head] = await readHeads(this.#parts.journal, [stream])
    if (head === undefined) return
    await this.#take(head, began)
    await this.#parts.fleet.saw(stream, head.decisions)
  }

  #plan(): void {
    if (this.#stopped) return
    this.#timer = setTimeout(() => {
      this.#round = this.#look()
        .catch((error: unknown) => this.#parts.log.warn({ err: error }, 'a look at the head documents failed'))
        .finally(() => this.#plan())
    }, this.#parts.pollMs)
  }

  /** Its lease is over: others may have removed somebody without waiting for it (K-35). Whoever belongs here comes back. */
  #closeIfUnable(): void {
    if (!this.able) this.#parts.connections.closeAll('lease over')
  }

  async #look(): Promise<void> {
    const began = performance.now()
    const { rosters, connections, journal, fleet, tell } = this.#parts
    // What is being read since before this look is kept afterwards, so it has to be in it.
    await rosters.settled()
    // Back from a lost lease: others wait for this gateway again before it reads by what it will act (K-35).
    if (!this.able) await fleet.beat({})
    const persons = connections.persons()
    const streams: Stream[] = [...rosters.kept().map(facilityStream), ...persons.map(personStream)]
    const seen: Record<string, number> = {}
    for (const head of await readHeads(journal, streams)) {
      if (await this.#taken(head, began)) seen[head._id] = head.decisions
    }
    for (const person of this.#persons.keys()) if (!persons.includes(person)) this.#persons.delete(person)
    await connections.closeExpired()
    tell.sweep()
    await fleet.beat(seen)
    this.#lookedAt = began
    await this.#tidyUp()
  }

  /** Beside the look: it may fail without any harm to the lease. */
  async #tidyUp(): Promise<void> {
    const { fleet, database, log } = this.#parts
    const warn = (error: unknown) => log.warn({ err: error }, 'what is left of others was not tidied up')
    await Promise.all([fleet.clear().catch(warn), endAbandoned(database).catch(warn)])
  }

  /** One facility that cannot be read takes nobody else with it: its people are cut, and come back when it can. */
  async #taken(head: HeadDoc, began: number): Promise<boolean> {
    try {
      await this.#take(head, began)
      return true
    } catch (error) {
      this.#parts.log.error({ err: error, stream: head._id }, 'a stream cannot be followed')
      const facility = facilityIn(head._id)
      this.#parts.rosters.forget(facility)
      this.#parts.connections.cutFacility(facility, 'facility cannot be read')
      return false
    }
  }

  async #take(head: HeadDoc, began: number): Promise<void> {
    const [kind, id] = head._id.split(':')
    if (kind === 'person') return this.#takePerson(id as PersonId, head.decisions)
    await this.#parts.rosters.verified(id as FacilityId, head.decisions, head.logEpoch, began)
    this.#parts.tell.compare(head)
  }

  /** A session of this person may have ended. */
  async #takePerson(person: PersonId, decisions: number): Promise<void> {
    if (this.#persons.get(person) === decisions) return
    await this.#parts.connections.recheck(person)
    this.#persons.set(person, decisions)
  }
}
