import type { Acknowledgement, FacilityId, GroupId, MembershipId } from '@morgenkreis/protocol'
import { facilities } from '@morgenkreis/world'
import type { Place } from './cast.ts'
import type { Chance } from './chance.ts'
import type { Kita, PublishedAnnouncement } from './kita.ts'
import { marked } from './marks.ts'
import type { Phone } from './phone.ts'

/** What every scene of the morning works with. */
export class Stage {
  readonly kita: Kita
  readonly phones: readonly Phone[]
  readonly chance: Chance
  readonly origins: readonly [string, string]
  readonly counts = { dropped: 0, returned: 0, read: 0, removedMembers: 0 }
  /** The last acknowledgement that served a comment. */
  spent: { under: PublishedAnnouncement; phone: Phone; as: MembershipId; acknowledgement: Acknowledgement } | undefined
  #texts: readonly string[]
  #mark = 0

  constructor(parts: {
    kita: Kita
    phones: readonly Phone[]
    chance: Chance
    origins: readonly [string, string]
    texts: readonly string[]
  }) {
    this.kita = parts.kita
    this.phones = parts.phones
    this.chance = parts.chance
    this.origins = parts.origins
    this.#texts = parts.texts
  }

  /** The next text, marked; `audience` may find it in their bytes. */
  write(audience: ReadonlySet<string>): { mark: number; text: string } {
    const mark = (this.#mark += 1)
    this.kita.allowed.set(mark, audience)
    return { mark, text: marked(this.#texts[mark % this.#texts.length]!, mark) }
  }

  /** Somebody who has the page open, and fits. */
  someone(fits: (phone: Phone) => boolean): Phone | undefined {
    return this.chance.oneOf(this.phones.filter((phone) => phone.isHere && phone.removedAt === null && fits(phone)))
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
}
