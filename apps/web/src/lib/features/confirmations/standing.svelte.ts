import type { Door } from '@morgenkreis/client'
import type { ChildProgress, MembershipId, OutputOf, ToldEvent } from '@morgenkreis/protocol'

type Read = OutputOf<'announcement.progress'>

/** How far the confirmations of one announcement are: read anew whenever one was told. */
export class Standing {
  #read: Read
  #reading = false
  #again = false
  readonly #as: MembershipId

  constructor(as: MembershipId, read: Read) {
    this.#as = as
    this.#read = $state.raw(read)
  }

  get reminded() {
    return this.#read.reminded
  }

  get confirmation() {
    return this.#read.confirmation
  }

  in(state: ChildProgress['state']): ChildProgress[] {
    return this.#read.children.filter((child) => child.state === state)
  }

  told(event: ToldEvent, door: Door | undefined) {
    if (event.name !== 'announcement.confirmed' || event.data?.announcement !== this.#read.announcement) return
    this.#again = true
    if (!this.#reading && door !== undefined) void this.#follow(door)
  }

  /** Many confirm at once: one question is under way, and what comes meanwhile is asked once more. */
  async #follow(door: Door) {
    this.#reading = true
    while (this.#again) {
      this.#again = false
      const input = { announcement: this.#read.announcement }
      const reply = await door.call('announcement.progress', { as: this.#as, input }).catch(() => undefined)
      if (reply?.ok) this.#read = reply.data
    }
    this.#reading = false
  }
}
