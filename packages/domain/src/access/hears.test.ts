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
  'child.joined': ['member'],
  'child.left': ['member'],
  'announcement.restored': ['facility:families', 'facility:staff', 'group:families', 'group:staff', 'council'],
  'comment.restored': ['facility:families', 'facility:staff', 'group:families', 'group:staff'],
  'retention.changed': ['member'],
}

test('[K-15, K-64] who hears is as reviewed, over its whole product', () => {
  for (const { name } of events) {
    const hearing = roomKinds.filter((kind) => hearsOf(name, kind) === 'whole')
    expect([name, hearing]).toEqual([name, reviewed[name]])
    expect(roomKinds.filter((kind) => hearsOf(name, kind) === 'nothing')).toHaveLength(6 - hearing.length)
  }
})

test('[K-15] every event has a row, and a kind of room that nobody knows hears nothing', () => {
  expect(Object.keys(hears).sort()).toEqual(events.map(({ name }) => name).sort())
  for (const { name } of events) expect(hearsOf(name, 'hallway' as RoomKind)).toBe('nothing')
})
