import { applyToUnopened, emptyUnopened, mergeUnopened } from '@morgenkreis/client'
import type { Door, Unopened } from '@morgenkreis/client'
import type { ToldEvent } from '@morgenkreis/protocol'
import { groupsOf, type Player } from '../cast.ts'
import type { Shown } from '../states.ts'
import { unlessClosed } from './line.ts'
import type { Part } from './part.ts'

/** What the menu counts and the list marks as new, under each hat. */
export class UnopenedScreen implements Part {
  #unopened: readonly (readonly [string, Unopened])[] = []

  apply(event: ToldEvent): void {
    this.#unopened = this.#unopened.map(([hat, state]) => [hat, applyToUnopened(state, event)])
  }

  async read(door: Door, { hats }: Player): Promise<void> {
    const own = hats.map(({ id }) => id)
    const read: [string, Unopened][] = []
    for (const hat of hats) {
      const { id, facility, role } = hat
      const reply = await door.call('announcement.unopened', { as: id, input: { facility } })
      const list = unlessClosed('announcement.unopened', reply)
      const empty = emptyUnopened({ hat: { facility, role, groups: groupsOf(hat) }, own })
      if (list) read.push([id, mergeUnopened(empty, list)])
    }
    this.#unopened = read
  }

  get isStale(): boolean {
    return this.#unopened.some(([, { stale }]) => stale)
  }

  get lines(): Shown[] {
    return this.#unopened.flatMap(([hat, { ids }]) =>
      [...ids].sort().map((id) => ({ ref: `new for ${hat}: ${id}`, text: 'new' })),
    )
  }
}
