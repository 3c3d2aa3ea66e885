import { applyToMembers, emptyMembers, mergeMembers, type Members } from '@morgenkreis/client'
import type { Member, OutputOf, ToldEvent } from '@morgenkreis/protocol'

/** The memberships of a facility: what was read, without those that were taken away since. */
export class Roster {
  readonly #read: readonly Member[]
  #members: Members

  constructor(read: OutputOf<'membership.list'>) {
    this.#read = read.members
    this.#members = $state.raw(mergeMembers(emptyMembers, read))
  }

  /** By role and name, as they were read. */
  get members(): Member[] {
    return this.#read.filter(({ id }) => !this.#members.vanished.has(id))
  }

  /** What stands here can no longer be told event by event: it has to be read again. */
  get stale(): boolean {
    return this.#members.stale
  }

  told(event: ToldEvent) {
    this.#members = applyToMembers(this.#members, event)
  }
}
