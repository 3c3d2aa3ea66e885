import type { Notification } from '../devices.ts'

/** What the house keeps of a delivery, as far as it says under which name it came. */
export interface Sending {
  readonly _id: string
  /** Shared with all that leads to the same place on its device. */
  readonly topic?: string
  /** The bundle in which it came. */
  readonly digest: string | null
  readonly state: string
  readonly at: Date
}

/**
 * When a delivery arrived, in milliseconds of the played day: with the first notification of its topic, or of its bundle, that
 * came once it had happened, since one is enough for all that lead to the same place. Null: none came.
 */
export function arrivalOf(
  { _id, topic, digest, state, at }: Sending,
  arrived: readonly Pick<Notification, 'id' | 'at'>[],
): number | null {
  if (state !== 'taken') return null
  const name = digest ?? topic ?? _id
  return arrived.find((one) => one.id === name && one.at >= at.getTime())?.at ?? null
}
