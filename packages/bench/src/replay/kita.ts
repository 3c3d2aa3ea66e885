import { newRequest, Unreachable } from '@morgenkreis/client'
import type { Door } from '@morgenkreis/client'
import type {
  AnnouncementId,
  ChangingOperationName,
  CommentId,
  InputOf,
  MembershipId,
  OperationName,
  Reply,
} from '@morgenkreis/protocol'
import { setTimeout as pause } from 'node:timers/promises'
import { hears } from './cast.ts'
import type { Place, Player } from './cast.ts'
import { Away } from './phone.ts'
import type { Difference, Sent } from './record.ts'

/** What was published in this run, where, and under which hat: what the players comment, read and remove. */
export type Published = { place: Place; by: MembershipId; removing: boolean } & (
  { kind: 'announcement'; id: AnnouncementId } | { kind: 'comment'; id: CommentId; under: AnnouncementId }
)
export type PublishedAnnouncement = Extract<Published, { kind: 'announcement' }>
export type PublishedComment = Extract<Published, { kind: 'comment' }>

export const isAnnouncement = (one: Published): one is PublishedAnnouncement => one.kind === 'announcement'
export const isComment = (one: Published): one is PublishedComment => one.kind === 'comment'

/** The record of the run: what was acknowledged, to whom each text may come, and what went wrong on the way. */
export class Kita {
  readonly record: Sent[] = []
  readonly published: Published[] = []
  readonly wrong: Difference[] = []
  /** Who may find a marked text in the own bytes; nobody, if it was refused. */
  readonly allowed = new Map<number, ReadonlySet<string>>()
  readonly refused = new Map<string, number>()
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
  }

  audience(kind: 'announcement' | 'comment', place: Place): ReadonlySet<string> {
    return new Set(this.#players.filter((player) => hears(player, kind, place)).map(({ name }) => name))
  }

  count(code: string): void {
    this.refused.set(code, (this.refused.get(code) ?? 0) + 1)
  }
}

export const now = () => performance.now()

/** About half a minute: longer than anybody stays away. */
const patience = 35
const passing: readonly string[] = ['try-again', 'rate-limited', 'busy']

/** Asks until there is an answer, always with the same request id: sending twice is sending once. */
export async function insist<Name extends OperationName>(
  door: () => Door,
  name: Name,
  call: { as: MembershipId | null; input: InputOf<Name>; request?: ReturnType<typeof newRequest> },
): Promise<Reply<Name>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const reply = await door().call(name, call)
      if (reply.ok || attempt === patience || !passing.includes(reply.error.code)) return reply
    } catch (cause) {
      if (!(cause instanceof Unreachable || cause instanceof Away) || attempt === patience) throw cause
    }
    await pause(Math.min(100 * attempt, 1000))
  }
}

/** A changing operation under a fresh request id. */
export const change = <Name extends ChangingOperationName>(
  door: () => Door,
  name: Name,
  as: MembershipId,
  input: InputOf<Name>,
): Promise<Reply<Name>> => insist(door, name, { as, input, request: newRequest() })
