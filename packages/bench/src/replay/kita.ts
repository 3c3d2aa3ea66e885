import type { AnnouncementId, CommentId, MembershipId, MessageId, PersonId } from '@morgenkreis/protocol'
import { memberships } from '@morgenkreis/world'
import type { WorldMembership } from '@morgenkreis/world'
import { hears } from './cast.ts'
import type { Place, Player } from './cast.ts'
import type { Chat, Talk } from './chats.ts'
import type { Asking } from './facts/confirmations.ts'
import type { KeptPoll } from './facts/polls.ts'
import { Reports } from './facts/reports.ts'
import type { Hears } from './hearing.ts'
import { reads } from './reading.ts'
import type { Reading } from './reading.ts'
import type { Difference, Sent } from './record.ts'
import { Silence } from './silence.ts'

/** What was published in this run, where, and under which hat: what the players comment, read and remove. */
export type Published = { place: Place; by: MembershipId; removing: boolean; mark: number } & (
  | { kind: 'announcement'; id: AnnouncementId; asking: boolean }
  | { kind: 'comment'; id: CommentId; under: AnnouncementId }
)
export type PublishedAnnouncement = Extract<Published, { kind: 'announcement' }>
export type PublishedComment = Extract<Published, { kind: 'comment' }>

/** Something that was said in a chat, as it is now. */
export interface Said {
  readonly id: MessageId
  readonly chat: Chat
  readonly by: WorldMembership
  /** Milliseconds of the played day. */
  readonly at: number
  mark: number
  gone: 'no' | 'withdrawn' | 'removed' | 'hidden'
  /** Somebody is about to change it. */
  busy: boolean
}

export const isThere = ({ gone, busy }: Said) => gone === 'no' && !busy
export const isAnnouncement = (one: Published): one is PublishedAnnouncement => one.kind === 'announcement'
export const isComment = (one: Published): one is PublishedComment => one.kind === 'comment'

/** The record of the run: what was acknowledged, to whom each text may come, and what went wrong on the way. */
export class Kita {
  readonly record: Sent[] = []
  /** What may be told, and need not. */
  readonly maybe: Sent[] = []
  readonly published: Published[] = []
  readonly said: Said[] = []
  readonly chats: Chat[] = []
  readonly talks: Talk[] = []
  readonly reports = new Reports()
  readonly polls: KeptPoll[] = []
  readonly askings: Asking[] = []
  /** Who has opened what. */
  readonly opened = new Map<AnnouncementId, Set<PersonId>>()
  /** How far somebody has read a thread, by name and thread. */
  readonly readUpTo = new Map<string, MessageId>()
  /** Who is opening what now. */
  readonly opening = new Set<string>()
  readonly wrong: Difference[] = []
  readonly silence = new Silence()
  /** By group: when a child last joined whose guardian was not there before, in milliseconds of the played day. */
  readonly joinedAt = new Map<string, number>()
  /** Who may find a marked text in the own bytes; nobody, if it was refused. */
  readonly allowed = new Map<number, ReadonlySet<string>>()
  /** From when on somebody who could find it may not any more: `<name> <mark>`. */
  readonly closedAt = new Map<string, number>()
  /** From when on a text may be in nobody's bytes any more. */
  readonly goneAt = new Map<number, number>()
  readonly refused = new Map<string, number>()
  /** Everybody who belongs to a Kita, whether or not they play. */
  members: readonly WorldMembership[] = memberships
  readonly #players: Player[]
  /** Of texts that are read later: by whom. */
  readonly #readings = new Map<number, { reading: Reading; audience: ReadonlySet<string> }>()

  constructor(players: readonly Player[]) {
    this.#players = [...players]
  }

  get players(): readonly Player[] {
    return this.#players
  }

  /** A player who no longer belongs: nothing that is sent from now on is for this one. */
  remove(player: Player): void {
    this.#players.splice(this.#players.indexOf(player), 1)
    this.members = this.members.filter(({ person }) => person !== player.person)
  }

  /** Nothing is said any more in this conversation; the next one of the family begins anew. */
  end(talk: Talk): void {
    const { chat } = talk
    this.talks.splice(this.talks.indexOf(talk), 1)
    if (chat === null) return
    this.chats.splice(this.chats.indexOf(chat), 1)
    for (const one of this.said) if (one.chat === chat) one.busy = true
  }

  audience(kind: 'announcement' | 'comment', place: Place): ReadonlySet<string> {
    return new Set(this.#players.filter((player) => hears(player, kind, place)).map(({ name }) => name))
  }

  /** The names of those who hear it under one hat or another. */
  hearing(...some: readonly Hears[]): ReadonlySet<string> {
    const fits = ({ hats }: Player) => hats.some((hat) => some.some((one) => one(hat)))
    return new Set(this.#players.filter(fits).map(({ name }) => name))
  }

  /** A text that is read later. */
  keep(mark: number, reading: Reading, audience: ReadonlySet<string>): void {
    this.#readings.set(mark, { reading, audience })
  }

  /** A text that was refused. */
  drop(mark: number): void {
    this.#readings.delete(mark)
  }

  /** Does this player read by now what was sent? */
  reads(player: Player, { audience, reading }: Sent): boolean {
    return reading === undefined ? audience.has(player.name) : reads(player, reading, audience)
  }

  /** Changes who belongs where; from then on other texts may be found by other people. */
  turn(change: () => void): void {
    const before = this.#readers()
    change()
    const after = this.#readers()
    for (const [mark, now] of after) {
      const then = before.get(mark) ?? new Set()
      const more = now.difference(then)
      if (more.size > 0) this.allowed.set(mark, (this.allowed.get(mark) ?? new Set()).union(more))
      for (const name of then.difference(now)) this.closedAt.set(`${name} ${mark}`, performance.now())
      for (const name of more) this.closedAt.delete(`${name} ${mark}`)
    }
  }

  #readers(): Map<number, Set<string>> {
    const readersOf = ({ reading, audience }: { reading: Reading; audience: ReadonlySet<string> }) =>
      this.#players.filter((player) => reads(player, reading, audience)).map(({ name }) => name)
    return new Map([...this.#readings].map(([mark, one]) => [mark, new Set(readersOf(one))]))
  }

  count(code: string): void {
    this.refused.set(code, (this.refused.get(code) ?? 0) + 1)
  }
}
