import type { FacilityId, MembershipId, Room, ThreadId } from '@morgenkreis/protocol'
import type { Stream } from './plan.ts'

/** What gateways say to each other: that something is there to be read, never what. */
export interface Wake {
  readonly rooms?: readonly { readonly room: Room; readonly seq: number }[]
  readonly decided?: Stream
  readonly signal?: Signal
}

/** Somebody of staff is writing: ids alone, for the moment. */
export interface Signal {
  readonly facility: FacilityId
  readonly rooms: readonly Room[]
  readonly thread: ThreadId
  readonly by: MembershipId
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
