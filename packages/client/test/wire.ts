import type { Call, InputOf, OperationName, Reply, ToldSlice } from '@morgenkreis/protocol'
import type { Telling } from '../src/cursors.ts'
import { Unreachable } from '../src/door.ts'
import { listeners } from '../src/listeners.ts'
import { type Kita, rooms } from './kita.ts'
import type { Seeded } from './seeded.ts'

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** A bad line between a Kita's gateway and one client: slow, and as long as `rough` is set, it loses and repeats. */
export class Wire implements Telling {
  rough = false
  /** How many calls are under way, and the most there ever were. */
  open = 0
  mostOpen = 0
  readonly asked: { name: OperationName; input: unknown }[] = []
  /** Answers instead of the Kita, if it answers something. */
  instead: ((name: OperationName) => { ok: false; error: { code: string } } | undefined) | undefined
  readonly #kita: Kita
  readonly #chance: Seeded
  readonly #told = new Map(rooms.map((room) => [room, 0]))
  readonly #slices = listeners<ToldSlice>()
  readonly #dues = listeners<void>()
  readonly onSlice = this.#slices.add
  readonly onDue = this.#dues.add
  readonly due = () => this.#dues.tell()
  readonly hand = this.#slices.tell

  constructor(kita: Kita, chance: Seeded) {
    this.#kita = kita
    this.#chance = chance
  }

  async call<Name extends OperationName>(name: Name, { input }: Call<Name>): Promise<Reply<Name>> {
    this.asked.push({ name, input })
    this.mostOpen = Math.max(this.mostOpen, ++this.open)
    try {
      await this.travel(name)
      const answer = this.instead?.(name) ?? { ok: true, data: this.#answer(name, input) }
      await this.travel(name)
      return answer as Reply<Name>
    } finally {
      this.open--
    }
  }

  /** The way there or back; it may be lost on it. */
  async travel(name: OperationName = 'announcement.list') {
    await wait(this.#chance.below(60))
    if (this.rough && this.#chance.chance(0.15)) throw new Unreachable(name)
  }

  /** Tells what is new in every room; on a rough line a slice gets lost, or comes late, or twice. */
  tell() {
    for (const room of rooms) {
      const slice = this.#kita.slice(room, this.#told.get(room) ?? 0)
      this.#told.set(room, slice.head)
      if (slice.events.length === 0 || (this.rough && this.#chance.chance(0.2))) continue
      const copies = this.rough && this.#chance.chance(0.2) ? 2 : 1
      for (let copy = 0; copy < copies; copy++)
        setTimeout(() => this.#slices.tell(slice), this.rough ? this.#chance.below(200) : 20)
    }
  }

  #answer(name: OperationName, input: unknown) {
    if (name === 'room.list') return { rooms: this.#kita.heads() }
    if (name === 'room.sync') return this.#kita.sync((input as InputOf<'room.sync'>).cursors, 7)
    throw new Error(`nobody asks for ${name} here`)
  }
}
