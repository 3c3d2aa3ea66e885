import { applyToChildren, emptyChildren, mergeChildren, type Children } from '@morgenkreis/client'
import type { Child, GroupId, OutputOf, ToldEvent } from '@morgenkreis/protocol'

/** The children of a facility on their hooks: what was read, and what was told since. */
export class Hooks {
  #children: Children

  constructor(read: OutputOf<'child.list'>) {
    this.#children = $state.raw(mergeChildren(emptyChildren, read))
  }

  /** By name. */
  in(group: GroupId): Child[] {
    return this.#children.items
      .filter((child) => child.group === group)
      .sort((one, other) => one.name.localeCompare(other.name, 'de'))
  }

  told(event: ToldEvent) {
    this.#children = applyToChildren(this.#children, event)
  }
}
