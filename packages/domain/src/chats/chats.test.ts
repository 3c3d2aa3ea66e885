import {
  chatModes,
  excerptOf,
  longestExcerpt,
  type ChildId,
  type GroupId,
  type MembershipId,
} from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { here, member, membershipId, sun, wave } from '../../test/members.ts'
import { isEditable } from './editing.ts'
import { speaks } from './modes.ts'
import { overIn } from './over.ts'
import { madeAt, readsSince } from './since.ts'

test('[K-95] each mode lets speak whom it says; what is off lets nobody', () => {
  const roles = ['admin', 'educator', 'guardian'] as const
  const answers = Object.fromEntries(
    chatModes.map((mode) => [
      mode,
      roles.map((role) =>
        [null, 'educator', 'guardian'].map((quoted) => speaks(mode, role, quoted as null) ?? 'ok').join(' '),
      ),
    ]),
  )
  expect(answers).toEqual({
    open: ['ok ok ok', 'ok ok ok', 'ok ok ok'],
    'staff-led': ['ok ok ok', 'ok ok ok', 'answers-only ok answers-only'],
    'read-only': ['read-only read-only read-only', 'read-only read-only read-only', 'read-only read-only read-only'],
    off: ['module-off module-off module-off', 'module-off module-off module-off', 'module-off module-off module-off'],
  })
})

test('a message can be changed for ten minutes, to the millisecond', () => {
  const at = new Date('2026-03-29T00:55:00Z')
  const after = (ms: number) => isEditable(at, new Date(at.getTime() + ms))
  expect([after(0), after(600_000), after(600_001)]).toEqual([true, true, false])
})

const idAt = (iso: string) => {
  const hex = new Date(iso).getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000001`
}
const on = (iso: string) => new Date(iso).getTime()

test('when an id was made stands in version 7, and in no other', () => {
  expect(madeAt(idAt('2028-02-29T12:00:00Z'))).toBe(on('2028-02-29T12:00:00Z'))
  expect(madeAt('018cc251-f405-4000-8000-000000000001')).toBe(0)
})

test('[K-36] families read a chat from joining on, staff from its beginning', () => {
  const [early, late] = ['2026-01-10T08:00:00Z', '2026-05-04T08:00:00Z']
  const [older, younger] = [idAt(early) as ChildId, idAt(late) as ChildId]
  const groups = new Map<ChildId, { group: GroupId }>([
    [older, { group: wave }],
    [younger, { group: sun }],
  ])
  const guardian = {
    ...member(1, 'guardian', { children: [older, younger] }),
    id: idAt('2026-01-12T09:00:00Z') as MembershipId,
  }
  expect(readsSince(guardian, sun, groups)).toBe(on(late))
  // The child was there before its guardian was.
  expect(readsSince(guardian, wave, groups)).toBe(on('2026-01-12T09:00:00Z'))
  const sibling = idAt('2026-06-01T08:00:00Z') as ChildId
  const two = { ...guardian, children: [...guardian.children, sibling] }
  expect(readsSince(two, sun, new Map([...groups, [sibling, { group: sun }]]))).toBe(on(late))
  expect(readsSince(member(2, 'educator', { groups: [sun] }), sun, groups)).toBe(0)
  expect(readsSince({ ...member(3, 'council'), id: idAt(late) as MembershipId }, null, groups)).toBe(on(late))
})

test('[K-36] who became a guardian of a child later reads the chat of its group from then on', () => {
  const older = idAt('2026-01-10T08:00:00Z') as ChildId
  const groups = new Map<ChildId, { group: GroupId }>([[older, { group: sun }]])
  const linked = on('2026-06-01T08:00:00Z')
  const guardian = {
    ...member(1, 'guardian', { children: [older], linkedAt: new Map([[older, linked]]) }),
    id: idAt('2026-01-12T09:00:00Z') as MembershipId,
  }
  expect(readsSince(guardian, sun, groups)).toBe(linked)
})

test('[N9] a conversation is over where others are the household now, and nobody hears it where none is left', () => {
  const place = { facility: here, groups: [sun], circle: 'conversation', parties: [membershipId(1)] } as const
  expect(overIn({ ...place, mode: 'open' })).toBeNull()
  expect(overIn({ ...place, mode: 'read-only' })).toBe('conversation-over')
  expect(overIn({ ...place, mode: 'read-only', parties: [] })).toBe('family-gone')
  expect(overIn({ ...place, mode: 'read-only', circle: 'group' })).toBeNull()
})

test('a quotation is one line, cut between characters', () => {
  expect(excerptOf('  Eins\n\nzwei  drei ')).toBe('Eins zwei drei')
  const long = excerptOf('🐌'.repeat(200))
  expect([...long]).toHaveLength(longestExcerpt)
  expect(long.isWellFormed()).toBe(true)
  expect(long.endsWith('…')).toBe(true)
})
