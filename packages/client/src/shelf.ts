/** Something that is told in versions; the higher one wins. */
export interface Versioned {
  readonly id: string
  readonly v: number
}

/** Things by id, and the versions at which others vanished, so that a late word does not bring those back. */
export interface Shelf<Item extends Versioned> {
  readonly items: readonly Item[]
  readonly vanished: ReadonlyMap<string, number>
}

// Ids are UUIDv7: their order is the order of making, and it stays when an item becomes the line that is left of it.
const orders = {
  'oldest first': (a: Versioned, b: Versioned) => (a.id < b.id ? -1 : 1),
  'newest first': (a: Versioned, b: Versioned) => (a.id < b.id ? 1 : -1),
}
export type ShelfOrder = keyof typeof orders

export const emptyShelf: Shelf<never> = { items: [], vanished: new Map() }

/** Puts an item in its place unless this or a higher version of it stands there, or vanished. */
export function put<S extends Shelf<Versioned>>(shelf: S, item: S['items'][number], order: ShelfOrder): S {
  const held = shelf.items.find(({ id }) => id === item.id)
  if (held !== undefined && held.v >= item.v) return shelf
  if ((shelf.vanished.get(item.id) ?? 0) >= item.v) return shelf
  const others = shelf.items.filter((other) => other !== held)
  return { ...shelf, items: [...others, item].sort(orders[order]) }
}

/** Takes an item away, unless a version stands there that is higher than the one which no longer exists. */
export function vanish<S extends Shelf<Versioned>>(shelf: S, id: string, v: number): S {
  const held = shelf.items.find((item) => item.id === id)
  if ((held !== undefined && held.v > v) || (shelf.vanished.get(id) ?? 0) >= v) return shelf
  return { ...shelf, items: shelf.items.filter((item) => item !== held), vanished: new Map(shelf.vanished).set(id, v) }
}
