import type {
  Announcement,
  AnnouncementId,
  Author,
  Comment,
  CommentId,
  Cursor,
  EventName,
  FacilityId,
  GoneAnnouncement,
  GoneComment,
  Member,
  MembershipId,
  OutputOf,
  Room,
  Slice,
  ToldEvent,
  ToldSlice,
} from '@morgenkreis/protocol'
import type { Seeded } from './seeded.ts'

/** One id after the other, in the order of UUIDv7; those of another series are others. */
export function counter(series = '0') {
  let made = 0
  return () => `00000000-${(++made).toString(16).padStart(4, '0')}-7000-8000-${series.padStart(12, '0')}`
}

const at = '2026-11-25T06:40:00.000Z'
const author: Author = { membership: counter('1')() as MembershipId, name: 'Emre', role: 'educator' }

export const families = 'facility:00000000-0000-7000-8000-00000000000f:families' as Room
export const rooms = [
  families,
  'group:00000000-0000-7000-8000-00000000000a:families',
  'group:00000000-0000-7000-8000-00000000000a:staff',
] as Room[]

interface Row {
  name: EventName
  ref: string
  v: number
}

/** What is stored of a thing: itself, the line that is left of it, or nothing. */
type Stored<Live, Line> = Live | Line | 'purged'

/**
 * A Kita as its store has it, with the logs of its rooms: what a gateway would answer and tell, by the contract. It is
 * the truth that a client's state is compared with.
 */
export class Kita {
  readonly facility: FacilityId
  readonly announcements = new Map<AnnouncementId, Stored<Announcement, GoneAnnouncement>>()
  readonly comments = new Map<CommentId, Stored<Comment, GoneComment>>()
  readonly members = new Map<MembershipId, Member>()
  readonly #newId: () => string
  readonly #logs = new Map<Room, Row[]>(rooms.map((room) => [room, []]))
  readonly #heardIn = new Map<string, readonly Room[]>()
  #logEpoch = 0
  readonly #forgotten = new Map<Room, number>()

  constructor(series = 'f') {
    this.facility = counter(series)() as FacilityId
    this.#newId = counter(series)
  }

  publish(to = rooms): AnnouncementId {
    const id = this.#newId() as AnnouncementId
    this.#heardIn.set(id, to)
    this.announcements.set(id, {
      id,
      facility: this.facility,
      groups: 'all',
      author,
      title: 'Laternen',
      text: id,
      at,
      v: 1,
    })
    this.#tell({ name: 'announcement.published', ref: id, v: 1 })
    return id
  }

  remove(id: AnnouncementId) {
    this.announcements.set(id, { id, facility: this.facility, groups: 'all', gone: 'removed', at, v: 2 })
    this.#tell({ name: 'announcement.removed', ref: id, v: 2 })
  }

  comment(announcement: AnnouncementId): CommentId {
    const id = this.#newId() as CommentId
    this.#heardIn.set(id, this.#heardIn.get(announcement) ?? rooms)
    this.comments.set(id, { id, announcement, author, text: id, at, v: 1 })
    this.#tell({ name: 'comment.published', ref: id, v: 1 })
    return id
  }

  withdraw(id: CommentId, announcement: AnnouncementId) {
    this.comments.set(id, { id, announcement, gone: 'withdrawn', at, v: 2 })
    this.#tell({ name: 'comment.removed', ref: id, v: 2 })
  }

  /** Back from the trash, where it was removed by hand. */
  bringBack(id: CommentId, announcement: AnnouncementId) {
    this.comments.set(id, { id, announcement, author, text: id, at, v: 3 })
    this.#tell({ name: 'comment.restored', ref: id, v: 3 })
  }

  /** The same for an announcement. */
  reopen(id: AnnouncementId) {
    this.announcements.set(id, {
      ...{ id, facility: this.facility, groups: 'all', author, title: 'Laternen', text: id, at, v: 3 },
    })
    this.#tell({ name: 'announcement.restored', ref: id, v: 3 })
  }

  join(): MembershipId {
    const id = this.#newId() as MembershipId
    this.members.set(id, {
      id,
      name: id,
      role: 'guardian',
      groups: 'all',
      writes: false,
      rights: [],
      children: [],
      v: 1,
    })
    return id
  }

  dismiss(membership: MembershipId) {
    this.members.delete(membership)
    this.#tell({ name: 'membership.removed', ref: membership, v: 2 })
  }

  /** Something happens; what has a line left is purged only if `purges`, since nobody is told of that. */
  happen(chance: Seeded, purges = false) {
    const live = [...this.announcements].filter(([, stored]) => stored !== 'purged' && 'text' in stored)
    const said = [...this.comments].flatMap(([, stored]) => (stored !== 'purged' && 'text' in stored ? [stored] : []))
    const taken = [...this.comments].flatMap(([, stored]) => (stored !== 'purged' && 'gone' in stored ? [stored] : []))
    const lines = [...this.announcements].filter(([, stored]) => stored !== 'purged' && 'gone' in stored)
    if (purges && lines.length > 0 && chance.chance(0.1)) this.announcements.set(chance.pick(lines)[0], 'purged')
    else if (said.length > 0 && chance.chance(0.2)) {
      const { id, announcement, v } = chance.pick(said)
      if (v === 1) this.withdraw(id, announcement)
    } else if (taken.length > 0 && chance.chance(0.1)) {
      const { id, announcement } = chance.pick(taken)
      this.bringBack(id, announcement)
    } else if (live.length > 0 && chance.chance(0.2)) this.remove(chance.pick(live)[0])
    else if (live.length > 0 && chance.chance(0.6)) this.comment(chance.pick(live)[0])
    else this.publish(chance.chance(0.4) ? rooms : [chance.pick(rooms)])
  }

  /** A restore from a backup: the last rows never happened, and the numbers begin anew under another epoch. */
  restore() {
    this.#logEpoch++
    for (const room of rooms) this.#logs.set(room, [])
    this.#forgotten.clear()
    const newest = [...this.announcements.keys()].at(-1)
    if (newest !== undefined) this.announcements.delete(newest)
  }

  /** The journal forgets its oldest rows. */
  forget(room: Room) {
    this.#forgotten.set(room, this.#log(room).length)
  }

  heads(): Cursor[] {
    return rooms.map((room) => ({ room, logEpoch: this.#logEpoch, seq: this.#log(room).length }))
  }

  /** A piece of a room's log after a number, rendered now. */
  slice(room: Room, after: number, most = Infinity): ToldSlice {
    const log = this.#log(room)
    const events = log.slice(after, after + most).map((row, index) => this.#render(row, after + index + 1))
    return { room, logEpoch: this.#logEpoch, head: log.length, events }
  }

  /** One event of the room of all families, rendered now. */
  event(seq: number): ToldEvent {
    const event = this.slice(families, seq - 1).events[0]
    if (event === undefined) throw new Error(`nothing was told under ${seq}`)
    return event
  }

  sync(cursors: readonly Cursor[], most: number): OutputOf<'room.sync'> {
    const lost = ({ room, logEpoch, seq }: Cursor) =>
      logEpoch !== this.#logEpoch || seq < (this.#forgotten.get(room) ?? 0) || this.#log(room).length - seq > most * 3
    return {
      slices: cursors.filter((cursor) => !lost(cursor)).map(({ room, seq }): Slice => this.slice(room, seq, most)),
      afresh: cursors.filter(lost).map(({ room }) => room),
    }
  }

  listAnnouncements(): OutputOf<'announcement.list'> {
    const announcements = [...this.announcements.values()].filter((stored) => stored !== 'purged').reverse()
    return { announcements, more: false }
  }

  listComments(announcement: AnnouncementId): OutputOf<'comment.list'> {
    const comments = [...this.comments.values()].filter((stored) => stored !== 'purged')
    return { comments: comments.filter((comment) => comment.announcement === announcement), locked: false }
  }

  #log(room: Room) {
    return this.#logs.get(room) ?? []
  }

  #tell(row: Row) {
    for (const room of this.#heardIn.get(row.ref) ?? rooms) this.#log(room).push(row)
  }

  // What was replaced since is told as gone: only the row that made the present version still has content.
  #render(row: Row, seq: number): ToldEvent {
    const stored =
      this.announcements.get(row.ref as AnnouncementId) ?? this.comments.get(row.ref as CommentId) ?? 'purged'
    const data =
      row.name === 'membership.removed'
        ? { membership: row.ref, v: row.v }
        : stored !== 'purged' && stored.v === row.v
          ? stored
          : undefined
    return { ...row, seq, at, ...(data === undefined ? { gone: true } : { data }) } as ToldEvent
  }
}
