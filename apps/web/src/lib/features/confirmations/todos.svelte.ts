import { applyToAsked, askedIn, emptyAsked, mergeAsked, type AskedState } from '@morgenkreis/client'
import type { Asked, OutputOf, OwnMembership, Room, ToldEvent } from '@morgenkreis/protocol'

/** What the hat that is on is asked to confirm: what was read, and what the rooms told since. */
export class Todos {
  #state: AskedState

  constructor(membership: OwnMembership, read: OutputOf<'confirmation.list'> | null) {
    const empty = emptyAsked(membership)
    this.#state = $state.raw(read === null ? empty : mergeAsked(empty, read))
  }

  get asked(): Asked[] {
    return askedIn(this.#state)
  }

  get open(): Asked[] {
    return this.asked.filter(({ open }) => open)
  }

  told(event: ToldEvent, room: Room) {
    this.#state = applyToAsked(this.#state, event, room)
  }

  /** The reply says that it is done, perhaps before the room does. */
  done(one: Asked) {
    this.#state = mergeAsked(this.#state, { asked: [{ ...one, open: false, reminded: false }] })
  }
}
