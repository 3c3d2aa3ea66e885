import type { Door } from '@morgenkreis/client'
import type { Room, ToldEvent } from '@morgenkreis/protocol'
import type { Player } from '../cast.ts'
import type { Shown } from '../states.ts'

/** What one part of a client shows, reduced from reads and events. */
export interface Part {
  apply(event: ToldEvent, room: Room): void
  /** Reads everything that the player may read, under every hat, and shows that alone. */
  read(door: Door, player: Player): Promise<void>
  /** A part may know that only a fresh read says how it stands: then its page reads. */
  readonly isStale: boolean
  /** Line by line, as a person would read it. */
  readonly lines: Shown[]
}
