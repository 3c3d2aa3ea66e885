import type { PushCategory } from '@morgenkreis/protocol'

const hourMs = 60 * 60 * 1000

/** N4: what no device has taken by then is mailed as a link; null: it is never mailed. */
export const mailedAfterMs: Readonly<Record<PushCategory, number | null>> = {
  announcements: 24 * hourMs,
  comments: null,
  messages: null,
  polls: 24 * hourMs,
}
/** A notification of something older than this rings for nobody: whoever looks sees it. */
export const rungWithinMs = 24 * hourMs
/** Notifications can be opened for so long. */
export const deliveryKeptUntil = (at: Date): Date => new Date(at.getTime() + 14 * 24 * hourMs)
/** A device that has not said for so long that it is still there is forgotten. */
export const subscriptionKeptUntil = (at: Date): Date => new Date(at.getTime() + 90 * 24 * hourMs)
