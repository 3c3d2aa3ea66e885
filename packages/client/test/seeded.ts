/** A repeatable source of chance (mulberry32). Tests put the seed into the message of what failed. */
export class Seeded {
  readonly seed: number
  #state: number

  constructor(seed: number) {
    this.seed = seed
    this.#state = seed
  }

  /** From 0 up to 1. */
  next = () => {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** From 0 up to `below`, whole. */
  below(below: number) {
    return Math.floor(this.next() * below)
  }

  chance(share: number) {
    return this.next() < share
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }

  shuffle<Item>(items: readonly Item[]): Item[] {
    return items
      .map((item) => ({ item, place: this.next() }))
      .sort((a, b) => a.place - b.place)
      .map(({ item }) => item)
  }
}

/** Seeds for a run: the one in SEED alone, or so many of them. */
export function seeds(many: number): number[] {
  const given = process.env['SEED']
  if (given !== undefined) return [Number(given)]
  const first = Date.now() % 1_000_000
  return Array.from({ length: many }, (_, index) => first + index)
}
