import * as world from '@morgenkreis/world'
import type { Moment } from '@morgenkreis/world'

const zone = 'Europe/Berlin'

/**
 * The demo world with its week placed before `now`: the last day is today, or yesterday where something of it would
 * otherwise lie in the future.
 */
export function worldAt(now: Date) {
  const instant = Temporal.Instant.fromEpochMilliseconds(now.getTime())
  const today = instant.toZonedDateTimeISO(zone).toPlainDate()
  const moments = [...world.announcements, ...world.comments, ...world.messages]
  const isOver = moments.every((moment) => Temporal.Instant.compare(placed(moment, today), instant) <= 0)
  const lastDay = isOver ? today : today.subtract({ days: 1 })
  const at = (moment: Moment) => new Date(placed(moment, lastDay).epochMilliseconds)
  return {
    ...world,
    announcements: world.announcements.map(({ day, time, ...one }) => ({ ...one, at: at({ day, time }) })),
    comments: world.comments.map(({ day, time, ...one }) => ({ ...one, at: at({ day, time }) })),
    messages: world.messages.map(({ day, time, ...one }) => ({ ...one, at: at({ day, time }) })),
    conversations: world.conversations.map(({ day, time, ...one }) => ({ ...one, at: at({ day, time }) })),
  }
}

function placed({ day, time }: Moment, lastDay: Temporal.PlainDate): Temporal.Instant {
  return lastDay.add({ days: day }).toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant()
}
