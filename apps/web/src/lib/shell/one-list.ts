interface Listed {
  readonly id: string
}

/** A list as far as it was read, newest first. */
export interface Read<Item extends Listed> {
  readonly items: readonly Item[]
  readonly more: boolean
}

/**
 * Several kinds as one list by time, newest first: ids are UUIDv7. It ends where the first of them was not read further, so
 * that nothing is left out in between.
 */
export function oneList<One extends Listed, Other extends Listed>(
  one: Read<One>,
  other: Read<Other>,
): Read<One | Other> {
  const ends = [one, other].map(({ items, more }) => (more ? (items.at(-1)?.id ?? '') : ''))
  const end = ends.sort().at(-1) ?? ''
  const items = [...one.items, ...other.items].filter(({ id }) => id >= end)
  return { items: items.sort((a, b) => (a.id < b.id ? 1 : -1)), more: one.more || other.more }
}
