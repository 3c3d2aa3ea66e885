import type { Room } from '@morgenkreis/protocol'
import type { Stream } from './plan.ts'

/** What gateways say to each other: that something is there to be read, never what. */
export interface Wake {
  readonly rooms?: readonly { readonly room: Room; readonly seq: number }[]
  readonly decided?: Stream
}

/** How wake-ups travel; without Redis nothing travels, and everybody looks once a second. */
export interface Waker {
  wake(wake: Wake): void
  onWake(heard: (wake: Wake) => void): void
  close(): Promise<void>
}

export const aloneWaker: Waker = {
  wake: () => undefined,
  onWake: () => undefined,
  close: () => Promise.resolve(),
}
