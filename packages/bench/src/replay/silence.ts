import type { MembershipId } from '@morgenkreis/protocol'
import type { WorldMembership } from '@morgenkreis/world'

/** Who and what is silent: mutes end by the clock of the played day, locks by hand. */
export class Silence {
  readonly #muted = new Map<MembershipId, number>()
  /** Group chats, and announcements with what stands under them. */
  readonly locked = new Set<string>()

  mute({ id }: WorldMembership, until: number): void {
    this.#muted.set(id, until)
  }

  unmute({ id }: WorldMembership): void {
    this.#muted.set(id, 0)
  }

  /** At some time of the day. */
  wasMuted({ id }: WorldMembership): boolean {
    return this.#muted.has(id)
  }

  isMuted({ id }: WorldMembership, now: number): boolean {
    return now < (this.#muted.get(id) ?? 0)
  }

  /** Everybody who is muted now, and until when. */
  mutedAt(now: number): [MembershipId, number][] {
    return [...this.#muted].filter(([, until]) => now < until)
  }
}
