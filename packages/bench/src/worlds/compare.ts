import type { Received } from './ask.ts'
import { drawnLater } from './clock.ts'
import type { Played } from './play.ts'

/** Where a world and its twin are told apart. */
export interface Difference {
  readonly seed: number
  readonly label: string
  readonly why: string
  /** What stands around the first byte that differs. */
  readonly a: string
  readonly b: string
}

/** Ids without a time in them are of chance in every run: each is named by the order in which it was first seen. */
const timeless = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g

/** The last digit of an id of chance, or all of it, as the order in which it was first seen. */
class Names {
  readonly #names = new Map<string, string>()
  readonly #drawn: RegExp

  constructor(seed: number) {
    this.#drawn = new RegExp(drawnLater(seed), 'g')
  }

  /** What a call draws after its first id has a higher digit where the machine was busy and the call was tried again. */
  inside(bytes: string): string {
    return bytes
      .replaceAll(timeless, (id) => this.#named(id, 'timeless-id'))
      .replaceAll(this.#drawn, (id) => this.#named(id, id.slice(0, -1)))
  }

  #named(id: string, like: string): string {
    const before = [...this.#names.values()].filter((name) => name.startsWith(like)).length
    const name = this.#names.get(id) ?? `${like}-${String(before + 1).padStart(4, '0')}`
    this.#names.set(id, name)
    return name
  }
}

const around = 120

/** The first difference between what was received in a world and in its twin; null if there is none. */
function firstDifference(seed: number, a: Received, b: Received): Difference | null {
  const [namesOfA, namesOfB] = [new Names(seed), new Names(seed)]
  for (const [index, [label, bytes]] of a.entries()) {
    const [otherLabel, otherBytes] = b[index] ?? ['nothing', '']
    if (label !== otherLabel) return { seed, label, why: 'another answer', a: label, b: otherLabel }
    const [one, other] = [namesOfA.inside(bytes), namesOfB.inside(otherBytes)]
    const [length, otherLength] = [Buffer.byteLength(bytes), Buffer.byteLength(otherBytes)]
    if (one === other && length === otherLength) continue
    const at = firstUnlike(one, other)
    const cut = (text: string) => text.slice(Math.max(0, at - around), at + around)
    const why = length === otherLength ? `differs at ${at}` : `${length} and ${otherLength} bytes, differs at ${at}`
    return { seed, label, why, a: cut(one), b: cut(other) }
  }
  const more = b[a.length]
  return more === undefined
    ? null
    : { seed, label: more[0], why: 'only in the twin', a: '', b: more[1].slice(0, around) }
}

function firstUnlike(one: string, other: string): number {
  for (let at = 0; ; at += 1) if (one[at] !== other[at] || at >= one.length) return at
}

/** The same, and how public commands ended: one that is refused in a world is refused alike in its twin. */
export function compare(seed: number, a: Played, b: Played): Difference | null {
  const at = a.public.findIndex((ended, index) => ended !== b.public[index])
  const ended: Difference | null =
    at < 0 ? null : { seed, label: a.public[at]!, why: 'ended otherwise', a: a.public[at]!, b: b.public[at] ?? '' }
  return firstDifference(seed, a.received, b.received) ?? ended
}

export const bytesOf = ({ received }: Played): number =>
  received.reduce((sum, [, bytes]) => sum + Buffer.byteLength(bytes), 0)
