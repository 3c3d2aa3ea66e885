import { events, type EventName } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { hears, hearsOf, roomKinds, type RoomKind } from './hears.ts'

/** Who hears, as it was reviewed; decision 13: the council hears announcements, and no comments of families. */
const reviewed: Record<EventName, RoomKind[]> = {
  'announcement.published': ['facility:families', 'facility:staff', 'group:families', 'group:staff', 'council'],
  'announcement.removed': ['facility:families', 'facility:staff', 'group:families', 'group:staff', 'council'],
  'comment.published': ['facility:families', 'facility:staff', 'group:families', 'group:staff'],
  'comment.removed': ['facility:families', 'facility:staff', 'group:families', 'group:staff'],
  'membership.removed': ['member'],
  'membership.granted': ['member'],
  'module.switched': ['facility:families', 'facility:staff', 'council'],
  'facility.described': ['facility:families', 'facility:staff', 'council'],
  'child.joined': ['member'],
  'child.changed': ['member'],
  'child.left': ['member'],
  'group.described': ['facility:staff'],
  'chat.switched': ['facility:families', 'facility:staff', 'council'],
  'message.sent': [],
  'message.edited': [],
  'message.removed': [],
  'thread.marked': ['member'],
  'thread.acknowledged': ['member'],
  'conversation.passed': ['member'],
  'poll.published': ['facility:families', 'facility:staff', 'group:families', 'group:staff', 'council'],
  // K-40: that somebody voted is for staff, and for the guardians whose vote it is.
  'poll.voted': ['facility:staff', 'group:staff', 'member'],
  'poll.closed': ['facility:families', 'facility:staff', 'group:families', 'group:staff', 'council'],
  'poll.removed': ['facility:families', 'facility:staff', 'group:families', 'group:staff', 'council'],
  'announcement.scheduled': ['member'],
  'announcement.cancelled': ['member'],
  'announcement.confirmed': ['group:staff', 'member'],
  'announcement.reminded': ['member'],
  'message.restored': [],
  'announcement.restored': ['facility:families', 'facility:staff', 'group:families', 'group:staff', 'council'],
  'comment.restored': ['facility:families', 'facility:staff', 'group:families', 'group:staff'],
  'poll.restored': ['facility:families', 'facility:staff', 'group:families', 'group:staff', 'council'],
  'retention.changed': ['member'],
  'quiet-hours.changed': ['member'],
  'hold.changed': ['member'],
  'report.changed': ['member'],
  'report.missed': ['member'],
  'report.filed': ['member'],
  'report.settled': ['member'],
  'poll.revealed': ['facility:families', 'facility:staff', 'group:families', 'group:staff', 'council'],
  'announcement.revealed': ['facility:families', 'facility:staff', 'group:families', 'group:staff', 'council'],
  'comment.revealed': ['facility:families', 'facility:staff', 'group:families', 'group:staff'],
  'message.revealed': [],
  'member.muted': ['member'],
  'thread.locked': ['facility:families', 'facility:staff', 'group:families', 'group:staff'],
  'announcement.opened': ['member'],
  'closing.changed': ['facility:families', 'facility:staff', 'council'],
}

/** What is said among people is heard where they talk, and nowhere else. */
const amongPeople: RoomKind[] = ['group:families', 'group:staff', 'council', 'member']
const circles: Partial<Record<EventName, RoomKind[]>> = {
  'message.sent': amongPeople,
  'message.edited': amongPeople,
  'message.removed': amongPeople,
  'message.restored': amongPeople,
  'message.revealed': ['group:families', 'group:staff'],
}

test('[K-15, K-64] who hears is as reviewed, over its whole product', () => {
  for (const { name } of events) {
    const hearing = roomKinds.filter((kind) => hearsOf(name, kind) === 'whole')
    expect([name, hearing]).toEqual([name, reviewed[name]])
    const talking = roomKinds.filter((kind) => !['whole', 'nothing'].includes(hearsOf(name, kind)))
    expect([name, talking]).toEqual([name, circles[name] ?? []])
    expect(roomKinds.filter((kind) => hearsOf(name, kind) === 'nothing')).toHaveLength(
      6 - hearing.length - talking.length,
    )
  }
})

test('[K-15] every event has a row, and a kind of room that nobody knows hears nothing', () => {
  expect(Object.keys(hears).sort()).toEqual(events.map(({ name }) => name).sort())
  for (const { name } of events) expect(hearsOf(name, 'hallway' as RoomKind)).toBe('nothing')
})
