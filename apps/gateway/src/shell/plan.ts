import { roomsTold, type FacilityPlace } from '@morgenkreis/domain'
import type {
  EventName,
  FacilityId,
  MembershipId,
  OperationName,
  PayloadOf,
  PersonId,
  RefusalCode,
  Room,
} from '@morgenkreis/protocol'
import type { Collection, Document } from 'mongodb'
import type { Row } from './database.ts'

/** A domain of record: what is decided in it is decided against its head document. */
export type Stream = `facility:${string}` | `person:${string}` | 'platform'
export const facilityStream = (id: FacilityId): Stream => `facility:${id}`
export const personStream = (id: PersonId): Stream => `person:${id}`
export const facilityIn = (stream: Stream) => stream.slice('facility:'.length) as FacilityId

/**
 * A document to insert. Fields to seal hold what `toSeal` made; `unique` says what a duplicate of a field means: a refusal, or
 * that it is decided anew, by what is there by then.
 */
export interface Insert {
  readonly kind: 'insert'
  readonly collection: Collection<Row>
  readonly facility: FacilityId | null
  readonly doc: Row
  readonly unique: Readonly<Record<string, RefusalCode | 'anew'>>
}

/** A document to change, if it still is at `v`; its `v` grows by one. */
export interface Update {
  readonly kind: 'update'
  readonly collection: Collection<Row>
  readonly facility: FacilityId | null
  readonly id: string
  readonly v: number
  readonly set: Document
}

export type Write = Insert | Update

/** What happened: the journal row in the making, and what the rooms are told. */
export interface Happened {
  readonly name: EventName
  readonly ref: string
  readonly v: number
  readonly rooms: readonly Room[]
  readonly data: unknown
  /** The names of the fields that were written, for the audit; never their values. */
  readonly fields: readonly string[]
  /** The instant that rooms are told, where the true one would tell too much (decision 12). */
  readonly toldAt: Date | null
}

/** What an operation decided. It is stored whole or not at all, with its journal row. */
export class Plan<Output> {
  readonly reply: Output
  readonly writes: Write[] = []
  happened: Happened | null = null
  /** The records that were read, where reading has to be on record. */
  read: readonly string[] = []
  /** The operation that reads such a thing, where a reply is only shown once more. */
  readBy: OperationName | null = null
  /** It could change a decision: committed in a transaction of its own, raises `decisions`. */
  decisive = false
  /** Answer only when every live gateway has seen it. */
  everywhere = false
  /** Rooms to which somebody is added by it: audiences that were shown before are other ones (N3). */
  added: readonly Room[] = []

  constructor(reply: Output) {
    this.reply = reply
  }

  store(...writes: readonly Write[]): this {
    this.writes.push(...writes)
    return this
  }

  /** Puts on record that these were read (health data): a row of the journal that nobody is told. */
  reads(...records: readonly string[]): this {
    this.read = records
    return this
  }

  /** The same of a reply that is rendered anew: the row is a reading, since nothing is changed by it. */
  readsAgain(by: OperationName, ...records: readonly string[]): this {
    this.readBy = by
    return this.reads(...records)
  }

  /**
   * Tells the rooms that hear this event at this place; `members` names those of the `member` rooms, `at` the instant that
   * they are told instead of the true one.
   */
  tell<Name extends EventName>(
    name: Name,
    place: FacilityPlace,
    told: { ref: string; v: number; data: PayloadOf<Name>; members?: readonly MembershipId[]; at?: Date },
  ): this {
    const { ref, v, data, members, at: toldAt = null } = told
    const rooms = roomsTold(name, place, members)
    this.happened = { name, ref, v, data, rooms, toldAt, fields: fieldsOf(this.writes) }
    return this
  }

  /** The rooms hear that nothing is left of it: not even a line. */
  leavesNothing(): this {
    if (this.happened !== null) this.happened = { ...this.happened, data: undefined }
    return this
  }

  /** Raises `decisions`; with `everywhere` the reply waits until every live gateway acts by it (K-35). */
  decides(where: 'everywhere' | 'here' = 'here', added: readonly Room[] = []): this {
    this.decisive = true
    this.everywhere = where === 'everywhere'
    this.added = added
    return this
  }
}

/** A plan that answers with `reply` once it is committed. */
export const plan = <Output>(reply: Output): Plan<Output> => new Plan(reply)

const fieldsOf = (writes: readonly Write[]) =>
  writes
    .flatMap((write) => Object.keys(write.kind === 'insert' ? write.doc : write.set))
    .filter((field) => field !== '_id')
