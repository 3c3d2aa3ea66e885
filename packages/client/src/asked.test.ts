import { expect, test } from 'vitest'
import type {
  Announcement,
  AnnouncementId,
  ChildId,
  FacilityId,
  GroupId,
  MembershipId,
  Room,
  ToldEvent,
} from '@morgenkreis/protocol'
import { Seeded, seeds } from '../test/seeded.ts'
import { applyToAsked, askedIn, emptyAsked, mergeAsked, type AskedState } from './asked.ts'

const id = (n: number) => `018cc251-f406-7000-8000-${String(n).padStart(12, '0')}`
const [sun, wave] = [id(1) as GroupId, id(2) as GroupId]
const [kim, layan, jonte] = [id(3) as ChildId, id(4) as ChildId, id(5) as ChildId]
const paula = {
  id: id(6) as MembershipId,
  children: [
    { id: kim, group: sun },
    { id: layan, group: wave },
  ],
}
const own = `member:${paula.id}` as Room
const apply = (state: AskedState, told: ToldEvent) => applyToAsked(state, told, own)
const at = '2026-03-02T07:00:00.000Z'

function published(n: number, groups: Announcement['groups'], more: Partial<Announcement> = {}): ToldEvent {
  const author = { membership: id(7) as MembershipId, name: 'Emre', role: 'educator' as const }
  const data: Announcement = {
    ...{ id: id(n) as AnnouncementId, facility: id(8) as FacilityId, groups, author },
    ...{ title: `Mitteilung ${n}`, text: 'Text', confirmation: 'one', at, v: 1, ...more },
  }
  return { seq: n, name: 'announcement.published', ref: data.id, v: 1, at, data }
}
const about = (n: number) => ({ announcement: id(n) as AnnouncementId, v: 1 })
const confirmed = (n: number, child: ChildId): ToldEvent => ({
  ...{ seq: n, name: 'announcement.confirmed', ref: id(90 + n), v: 1, at, data: { ...about(n), child } },
})
const reminded = (n: number): ToldEvent => ({
  ...{ seq: n, name: 'announcement.reminded', ref: id(80 + n), v: 1, at, data: about(n) },
})
const open = (n: number, child: ChildId, more = {}) => ({
  ...{ announcement: id(n), title: `Mitteilung ${n}`, child, open: true, reminded: false, ...more },
})

const history = [
  published(11, [sun]),
  published(12, 'all'),
  published(13, [wave]),
  published(14, [sun], { confirmation: undefined }),
  confirmed(12, kim),
  confirmed(11, jonte),
  reminded(12),
  { ...published(13, [wave]), data: undefined, gone: true } as ToldEvent,
]
const result = [open(12, kim, { open: false }), open(12, layan, { reminded: true }), open(11, kim)]

test('[D-07, I2] told in any order and twice, what is asked is the same, for the own children alone', () => {
  for (const seed of seeds(50)) {
    const told = new Seeded(seed).shuffle([...history, ...history])
    expect(askedIn(told.reduce(apply, emptyAsked(paula))), `SEED=${seed}`).toEqual(result)
  }
})

test('[I2] read in the middle of what is told, it is the same as a fresh read', () => {
  const read = { asked: askedIn(history.reduce(apply, emptyAsked(paula))) }
  for (const seed of seeds(50)) {
    const told = new Seeded(seed).shuffle(history)
    const half = told.slice(0, 4).reduce(apply, emptyAsked(paula))
    const state = told.slice(4).reduce(apply, mergeAsked(half, read))
    expect(askedIn(state), `SEED=${seed}`).toEqual(result)
  }
  expect(askedIn(mergeAsked(emptyAsked(paula), read))).toEqual(result)
})

test('a state in which nothing changes stays the same object', () => {
  const state = history.reduce(apply, emptyAsked(paula))
  for (const told of [
    published(11, [sun]),
    confirmed(12, kim),
    reminded(12),
    published(14, [sun], { confirmation: undefined }),
  ])
    expect(apply(state, told)).toBe(state)
})

test('[N9] what a team hears of the own child is not what this guardian did', () => {
  const state = apply(emptyAsked(paula), published(11, [sun], { confirmation: 'all' }))
  const team = `group:${sun}:staff` as Room
  expect(applyToAsked(state, confirmed(11, kim), team)).toBe(state)
  expect(askedIn(apply(state, confirmed(11, kim)))).toEqual([open(11, kim, { open: false })])
})
