import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ToldEvent } from '@morgenkreis/protocol'
import { families, rooms } from '../test/kita.ts'
import { begin, settle } from '../test/listening.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('[I9] another log epoch, or too much behind: everything of it is read afresh', async () => {
  const { kita, wire, listener } = await begin()
  for (let many = 0; many < 40; many++) kita.publish()
  wire.due()
  await settle()
  kita.restore()
  kita.publish()
  wire.tell()
  wire.due()
  await settle()
  expect(listener.reread).toEqual([rooms, rooms, rooms])
  expect(listener.items).toEqual(kita.listAnnouncements().announcements)
})

test('a log that never fills its gap does not make a client ask for ever: the room is read afresh', async () => {
  const { kita, wire, listener } = await begin()
  vi.spyOn(Math, 'random').mockReturnValue(0)
  kita.publish()
  vi.spyOn(kita, 'sync').mockImplementation((cursors) => ({
    slices: cursors.map((cursor) => ({ ...cursor, head: 2, events: [] })),
    afresh: [],
  }))
  wire.due()
  await settle()
  await settle()
  expect(listener.reread).toEqual([rooms, rooms])
  expect(wire.asked.length).toBeLessThan(8)
  expect(listener.items).toHaveLength(2)
  vi.restoreAllMocks()
})

test('a room that is no longer listed is left, and a new one is read', async () => {
  const { kita, wire, listener } = await begin()
  const heads = vi.spyOn(kita, 'heads')
  const all = kita.heads()
  heads.mockReturnValue(all.slice(0, 2))
  await Promise.all([listener.following.catchUp(), settle()])
  expect(listener.left).toEqual([rooms[2]])
  heads.mockRestore()
  kita.publish()
  wire.tell()
  await settle()
  expect(listener.reread).toEqual([rooms, [rooms[2]]])
  expect(listener.following.cursors).toEqual(kita.heads())
})

test('[I9] an event of a newer version asks for a reload, and the log goes on', async () => {
  const { kita, wire, listener } = await begin()
  const slice = kita.slice(families, 1)
  const event = '{"seq":2,"name":"nap.taken","ref":"x","v":1,"at":"","data":{}}'
  wire.hand({ ...slice, head: 2, events: [JSON.parse(event) as ToldEvent] })
  expect(listener.outdated).toBe(true)
  expect(listener.heard).toEqual([])
  expect(listener.following.cursors[0]).toMatchObject({ seq: 2 })
})
