import type { Door } from '@morgenkreis/client'
import type { Room, ToldEvent } from '@morgenkreis/protocol'
import type { Player } from './cast.ts'
import { insist } from './insisting.ts'
import { AskedScreen } from './screens/asked-screen.ts'
import type { Part } from './screens/part.ts'
import { PollScreen } from './screens/poll-screen.ts'
import { PostScreen } from './screens/post-screen.ts'
import { TalkScreen } from './screens/talk-screen.ts'
import { UnopenedScreen } from './screens/unopened-screen.ts'
import type { Shown } from './states.ts'

/** What a client shows: announcements and comments, what is said in threads, polls, what is to be confirmed, and what is not opened yet. */
export class Screen {
  #isOutdated = false
  readonly #parts: readonly Part[] = [
    new PostScreen(),
    new TalkScreen(),
    new PollScreen(),
    new AskedScreen(),
    new UnopenedScreen(),
  ]

  apply(event: ToldEvent, room: Room): void {
    for (const part of this.#parts) part.apply(event, room)
  }

  /** Some of it is no longer to be seen: everything is read anew, as a page is. */
  forget(): void {
    this.#isOutdated = true
  }

  async read(door: Door, player: Player): Promise<void> {
    this.#isOutdated = false
    const asking = patient(door)
    for (const part of this.#parts) await part.read(asking, player)
  }

  /** Reads what is stale, as the pages do. */
  async freshen(door: Door, player: Player): Promise<void> {
    if (this.#isOutdated) return this.read(door, player)
    const asking = patient(door)
    for (const part of this.#parts) if (part.isStale) await part.read(asking, player)
  }

  get lines(): Shown[] {
    return this.#parts.flatMap(({ lines }) => lines)
  }
}

/** Reads much at once, and waits where the gateway asks for it. */
const patient = (door: Door): Door => ({ call: (name, call) => insist(() => door, name, call) })
