import type { Seat } from '../load/orders.ts'
import type { Usage } from '../usage.ts'

/** How many rooms, and how many sockets in each. */
export interface Layout {
  rooms: number
  size: number
}

export type TargetName = 'bare' | 'naive' | 'transaction' | 'ours'

/** A gateway that runs, with nobody connected yet. */
export interface Running {
  port: number
  /** One seat per socket; neighbours sit in different rooms, so that a volley goes round all rooms. */
  seats: Seat[]
  /** Whether a message needs an acknowledgement token first. */
  previews: boolean
  /** `collected`: after its garbage was thrown away. */
  usage(collected?: boolean): Promise<Usage>
  stop(): Promise<void>
}

export interface Target {
  name: TargetName
  /** As the table calls it. */
  label: string
  start(layout: Layout): Promise<Running>
}
