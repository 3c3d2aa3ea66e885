import { MongoClient } from 'mongodb'
import type { Db, Filter } from 'mongodb'
import { setTimeout as pause } from 'node:timers/promises'
import type { Notification } from './devices.ts'
import { arrivalOf, type Sending } from './judging/arrival.ts'
import type { Rung } from './judging/judge-rings.ts'

interface Row extends Sending {
  person: string
  event: string
  ref: string
  urgent: boolean
  held: boolean
  /** Null: by mail. */
  subscription: string | null
}

const patience = 60_000

/** Rows as the house keeps them: of what was to ring above all. */
export class Rows {
  readonly #client: MongoClient
  readonly #database: Db

  private constructor(client: MongoClient, database: string) {
    this.#client = client
    this.#database = client.db(database)
  }

  static async open(mongodb: string, database: string): Promise<Rows> {
    return new Rows(await MongoClient.connect(mongodb), database)
  }

  close(): Promise<void> {
    return this.#client.close()
  }

  /** The ids of reports that are kept and not deleted. */
  async keptReports(): Promise<ReadonlySet<string>> {
    const read = (name: string) => this.#database.collection<{ _id: string }>(name).find({ deletedAt: null }).toArray()
    const [notes, absences] = await Promise.all([read('sick-notes'), read('absences')])
    return new Set([...notes, ...absences].map(({ _id }) => _id))
  }

  /** Everything that happened was followed, and what is due by then is out. Gives up after a while: the verdict says what lacks. */
  async areOut(by: () => number): Promise<void> {
    for (const deadline = performance.now() + patience; performance.now() < deadline; await pause(150)) {
      if ((await this.#areFollowed()) && (await this.#due(by())) === 0) return
    }
  }

  /** Put off for a moment is not out, either; only a mail, and what is held for the end of quiet hours, may wait. */
  #due(by: number): Promise<number> {
    const now = [{ held: false, subscription: { $ne: null } }, { dueAt: { $lte: new Date(by) } }]
    return this.#database.collection('deliveries').countDocuments({ state: 'waiting', $or: now })
  }

  async #areFollowed(): Promise<boolean> {
    const read = (name: string) => this.#database.collection<{ _id: string; n: number }>(name).find({}).toArray()
    const [heads, followed] = await Promise.all([read('heads'), read('notified')])
    const reached = new Map(followed.map(({ _id, n }) => [_id, n]))
    return heads.every(({ _id, n }) => (reached.get(_id) ?? 0) >= n)
  }

  /** What each mail was about, by the id in its link. */
  async byMail(): Promise<Map<string, Pick<Row, 'person' | 'event' | 'ref'>>> {
    return new Map((await this.#rows({ subscription: null })).map((row) => [row._id, row]))
  }

  /** A reminder is on record as what it reminds of. */
  async #rows(which: Filter<Row>): Promise<Row[]> {
    const read = this.#database.collection<{ _id: string; announcement: string }>('reminders').find({}).toArray()
    const remindsOf = new Map((await read).map(({ _id, announcement }) => [_id, announcement]))
    const rows = await this.#database.collection<Row>('deliveries').find(which).toArray()
    return rows.map((row) => ({ ...row, ref: remindsOf.get(row.ref) ?? row.ref }))
  }

  /** What rang, with what came of each on the devices. */
  async all(arrived: readonly Notification[], nameOf: (person: string) => string): Promise<Rung[]> {
    const rows = await this.#rows({ subscription: { $ne: null } })
    const byOwner = Map.groupBy(arrived, ({ who }) => who)
    return rows.map((row) => {
      const { _id: id, person, event, ref, urgent, held, state, digest } = row
      const who = nameOf(person)
      const arrivedAt = arrivalOf(row, byOwner.get(who) ?? [])
      return { ...{ id, who, event, ref, urgent, held, state }, arrivedAt, bundled: digest !== null }
    })
  }
}
