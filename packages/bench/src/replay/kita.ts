import type { AnnouncementId, CommentId, MembershipId, MessageId, PersonId } from '@morgenkreis/protocol'
import { memberships } from '@morgenkreis/world'
import type { WorldMembership } from '@morgenkreis/world'
import { hears } from './cast.ts'
import type { Place, Player } from './cast.ts'
import type { Chat } from './chats.ts'
import type { Asking } from './facts/confirmations.ts'
import type { KeptPoll } from './facts/polls.ts'
import { Reports } from './facts/reports.ts'
import type { Hears } from './hearing.ts'
import type { Difference, Sent } from './record.ts'

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
  readonly published: Published[] = []
  readonly said: Said[] = []
  readonly chats: Chat[] = []
  readonly reports = new Reports()
  readonly polls: KeptPoll[] = []
  readonly askings: Asking[] = []
  /** Who has opened what. */
  readonly opened = new Map<AnnouncementId, Set<PersonId>>()
  /** Who is opening what now. */
  readonly opening = new Set<string>()
  readonly wrong: Difference[] = []
  /** Who may find a marked text in the own bytes; nobody, if it was refused. */
  readonly allowed = new Map<number, ReadonlySet<string>>()
  /** From when on a text may be in nobody's bytes any more. */
  readonly goneAt = new Map<number, number>()
  readonly refused = new Map<string, number>()
  /** Everybody who belongs to a Kita, whether or not they play. */
  members: readonly WorldMembership[] = memberships
  readonly #players: Player[]

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

  audience(kind: 'announcement' | 'comment', place: Place): ReadonlySet<string> {
    return new Set(this.#players.filter((player) => hears(player, kind, place)).map(({ name }) => name))
  }

  /** The names of those who hear it under one hat or another. */
  hearing(...some: readonly Hears[]): ReadonlySet<string> {
    const fits = ({ hats }: Player) => hats.some((hat) => some.some((one) => one(hat)))
    return new Set(this.#players.filter(fits).map(({ name }) => name))
  }

  count(code: string): void {
    this.refused.set(code, (this.refused.get(code) ?? 0) + 1)
  }
}
