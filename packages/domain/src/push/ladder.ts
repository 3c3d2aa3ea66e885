import type { PushCategory } from '@morgenkreis/protocol'

const hourMs = 60 * 60 * 1000

const mailed: Readonly<Record<PushCategory, boolean>> = {
  announcements: true,
  comments: false,
  messages: false,
  polls: true,
  reports: false,
}

interface Mailable {
  readonly category: PushCategory
  readonly urgent: boolean
  /** How long there is something to do about it; Infinity: it does not end by itself. */
  readonly lastsMs: number
}

/**
 * N4: what has not arrived by then is mailed as a link: after a day, what is urgent after an hour, what ends sooner when half of
 * its time is over; null: it is never mailed.
 */
export const mailedAfterMs = ({ category, urgent, lastsMs }: Mailable): number | null =>
  mailed[category] ? Math.min(urgent ? hourMs : 24 * hourMs, Math.max(0, lastsMs) / 2) : null

/** What is older than this rings for nobody, although it may still be mailed: whoever looks sees it. */
export const rungWithinMs = 24 * hourMs
/** Notifications can be opened for so long. */
export const deliveryKeptUntil = (at: Date): Date => new Date(at.getTime() + 14 * 24 * hourMs)
/** A device that has not said for so long that it is still there is forgotten. */
export const subscriptionKeptUntil = (at: Date): Date => new Date(at.getTime() + 90 * 24 * hourMs)
