import type { Acknowledgement, FacilityId, GroupId, MembershipId } from '@morgenkreis/protocol'
import { facilities } from '@morgenkreis/world'
import type { WorldMembership } from '@morgenkreis/world'
import { commentsAs } from './cast.ts'
import type { Place } from './cast.ts'
import type { Chance } from './chance.ts'
import { noCounts } from './counts.ts'
import { now } from './insisting.ts'
import type { Kita, PublishedAnnouncement } from './kita.ts'
import { marked } from './marks.ts'
import type { Phone } from './phone.ts'
import type { PlayedTime } from './played-time.ts'
import type { Reading } from './reading.ts'
import type { Sent } from './record.ts'

/** Somebody who acts: with a phone, under one of the hats. */
export interface Actor {
  readonly phone: Phone
  readonly hat: WorldMembership
}

const nobody: ReadonlySet<string> = new Set()

/** What every scene of the day works with. */
export class Stage {
  readonly kita: Kita
  readonly phones: readonly Phone[]
  readonly chance: Chance
  readonly origins: readonly [string, string]
  readonly time: PlayedTime
  readonly counts = noCounts()
  /** The last acknowledgement that served a comment. */
  spent: { under: PublishedAnnouncement; phone: Phone; as: MembershipId; acknowledgement: Acknowledgement } | undefined
  readonly #texts: readonly string[]
  #mark = 0

  constructor(parts: {
    kita: Kita
    phones: readonly Phone[]
    chance: Chance
    origins: readonly [string, string]
    time: PlayedTime
    texts: readonly string[]
  }) {
    this.kita = parts.kita
    this.phones = parts.phones
    this.chance = parts.chance
    this.origins = parts.origins
    this.time = parts.time
    this.#texts = parts.texts
  }

  /**
   * The next text, marked, cut where only so many characters fit; `audience` may find it in their bytes, and later whoever
   * reads it by then.
   */
  write(audience: ReadonlySet<string>, longest = Infinity, reading?: Reading): { mark: number; text: string } {
    const mark = (this.#mark += 1)
    this.kita.allowed.set(mark, audience)
    if (reading) this.kita.keep(mark, reading, audience)
    const text = this.#texts[mark % this.#texts.length]!
    const room = longest - marked('', mark).length
    return { mark, text: marked(text.slice(0, room).trim(), mark) }
  }

  /** Nobody may find this text: it was refused. */
  forbid(mark: number): void {
    this.kita.allowed.set(mark, nobody)
    this.kita.drop(mark)
  }

  /** Puts on record what was acknowledged just now. */
  note(
    sent: Omit<Sent, 'text' | 'under' | 'answeredAt' | 'rings'> & Partial<Sent>,
    rings?: { by: Actor; urgent?: boolean },
  ): void {
    const by = rings && { by: rings.by.phone.player.name, urgent: rings.urgent ?? false, at: this.time.now() }
    this.kita.record.push({ text: null, under: null, answeredAt: now(), ...sent, ...(by && { rings: by }) })
  }

  /** Somebody who has the page open, and fits. */
  someone(fits: (phone: Phone) => boolean): Phone | undefined {
    return this.chance.oneOf(this.phones.filter((phone) => phone.isHere && phone.removedAt === null && fits(phone)))
  }

  /** Somebody who has the page open, under a hat that fits. */
  actor(fits: (hat: WorldMembership) => boolean): Actor | undefined {
    const phone = this.someone(({ player }) => player.hats.some(fits))
    const hat = phone?.player.hats.find(fits)
    return phone && hat ? { phone, hat } : undefined
  }

  /** Under which hat somebody may comment there: whoever is muted may not. */
  commentsAs(
    { player }: Phone,
    { id, place }: Pick<PublishedAnnouncement, 'id' | 'place'>,
  ): WorldMembership | undefined {
    const as = commentsAs(player, place)
    const hat = player.hats.find((one) => one.id === as)
    const { silence } = this.kita
    return hat && !silence.isMuted(hat, this.time.now()) && !silence.locked.has(id) ? hat : undefined
  }

  groupsIn(facility: FacilityId): GroupId[] {
    return facilities.find(({ id }) => id === facility)!.groups.map(({ id }) => id)
  }

  /** K-02: where the module is off, nobody comments. */
  hasComments({ facility }: Place): boolean {
    return facilities.find(({ id }) => id === facility)!.modules.includes('comments')
  }

  isRemoving(announcement: string): boolean {
    return this.kita.published.some(({ id, removing }) => removing && id === announcement)
  }

  /** What was allowed was refused. Whoever is being removed may be refused anything. */
  unexpected({ player, removedAt }: Phone, what: string): void {
    if (removedAt === null) this.kita.wrong.push({ kind: 'refused', who: player.name, what })
  }

  /** What had to be refused, and how it was answered. */
  mustRefuse(
    { player }: Phone,
    what: string,
    { expected, reply }: { expected: readonly string[]; reply: { ok: true } | { ok: false; error: { code: string } } },
  ): void {
    if (reply.ok)
      this.kita.wrong.push({ kind: 'accepted', who: player.name, what: `${what} instead of ${expected[0]}` })
    else if (expected.includes(reply.error.code)) this.kita.count(reply.error.code)
    else {
      const instead = `${what}: ${reply.error.code} instead of ${expected[0]}`
      this.kita.wrong.push({ kind: 'refused', who: player.name, what: instead })
    }
  }
}
