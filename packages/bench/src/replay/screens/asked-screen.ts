import { applyToAsked, askedIn, emptyAsked, mergeAsked } from '@morgenkreis/client'
import type { AskedState, Door } from '@morgenkreis/client'
import type { Room, ToldEvent } from '@morgenkreis/protocol'
import type { Player } from '../cast.ts'
import { groupOfChild } from '../children-here.ts'
import type { Shown } from '../states.ts'
import { unlessClosed } from './line.ts'
import type { Part } from './part.ts'

/** What a guardian is asked to confirm, under each hat. */
export class AskedScreen implements Part {
  #asked: readonly AskedState[] = []
  #isApart = false

  apply(event: ToldEvent, room: Room): void {
    this.#asked = this.#asked.map((state) => applyToAsked(state, event, room))
  }

  async read(door: Door, { hats }: Player): Promise<void> {
    const read: AskedState[] = []
    for (const { id, role, facility, children } of hats) {
      if (role !== 'guardian') continue
      const own = children.flatMap(({ child }) => {
        const group = groupOfChild(child)
        return group === undefined ? [] : [{ id: child, group }]
      })
      const reply = await door.call('confirmation.list', { as: id, input: { facility } })
      const list = unlessClosed('confirmation.list', reply)
      if (list) read.push(mergeAsked(emptyAsked({ id, children: own }), list))
    }
    this.#asked = read
    this.#isApart = hats.some(({ children }) => children.some(({ household }) => household !== null))
  }

  /** Of each other, those who live apart are told nothing: what one of them confirmed is found by reading anew (N9). */
  get isStale() {
    return this.#isApart
  }

  get lines(): Shown[] {
    return this.#asked.flatMap((state) =>
      askedIn(state).map(({ announcement, child, open, reminded }) => ({
        ref: `confirmation of ${announcement} for ${child}`,
        text: `${open ? 'open' : 'done'}${reminded ? ', reminded' : ''}`,
      })),
    )
  }
}
