import type { PushCategory } from '@morgenkreis/protocol'

const hourMs = 60 * 60 * 1000

const mailed: Readonly<Record<PushCategory, boolean>> = {
  announcements: true,
  comments: false,
  messages: false,
  polls: true,
  reports: false,
}

/** N4: what has not arrived by then is mailed as a link, what is urgent soon; null: it is never mailed. */
export const mailedAfterMs = (category: PushCategory, urgent: boolean): number | null =>
  mailed[category] ? (urgent ? hourMs : 24 * hourMs) : null

/** What is older than this rings for nobody, although it may still be mailed: whoever looks sees it. */
export const rungWithinMs = 24 * hourMs
/** Notifications can be opened for so long. */
export const deliveryKeptUntil = (at: Date): Date => new Date(at.getTime() + 14 * 24 * hourMs)
/** A device that has not said for so long that it is still there is forgotten. */
export const subscriptionKeptUntil = (at: Date): Date => new Date(at.getTime() + 90 * 24 * hourMs)
