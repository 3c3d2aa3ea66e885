import { expect, test } from 'vitest'
import { Groups } from './groups.ts'
import { GroupId, RequestId } from './ids.ts'
import { Room } from './rooms.ts'

const one = '018cc251-f402-7000-8000-000000000001'
const other = '018cc251-f402-7000-8000-000000000002'

test('an id is a lower-case UUID of version 7 or 4, and nothing else', () => {
  for (const id of [one, '0f8fad5b-d9cb-469f-a165-70867728950e']) expect(GroupId.safeParse(id).success).toBe(true)
  for (const id of [
    one.toUpperCase().replace('018CC251', '018CC25A'),
    one.replaceAll('-', ''),
    ` ${one}`,
    `${one}\n`,
    '018cc251-f402-1000-8000-000000000001',
    '018cc251-f402-7000-c000-000000000001',
    '00000000-0000-0000-0000-000000000000',
    '',
    { $ne: one },
    [one],
    7,
    null,
  ])
    expect([id, RequestId.safeParse(id).success]).toEqual([id, false])
})

test('[K-36] groups are all, or at least one and none twice', () => {
  for (const groups of ['all', [one], [one, other]]) expect(Groups.safeParse(groups).success).toBe(true)
  for (const groups of [[], [one, one], 'none', one, null, [['all']], ['all'], { $in: [one] }])
    expect([groups, Groups.safeParse(groups).success]).toEqual([groups, false])
})

test('[D-02] a room is of one of six kinds', () => {
  for (const room of [
    `facility:${one}:families`,
    `facility:${one}:staff`,
    `group:${one}:families`,
    `group:${one}:staff`,
    `council:${one}`,
    `member:${one}`,
  ])
    expect(Room.safeParse(room).success).toBe(true)
  for (const room of [
    one,
    `group:${one}`,
    `member:${one}:staff`,
    `council:${one}:families`,
    `facility:${one}:families\nmember:${one}`,
    `person:${one}`,
    'facility:*:families',
    '',
  ])
    expect([room, Room.safeParse(room).success]).toEqual([room, false])
})
