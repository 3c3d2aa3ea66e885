import { expect, test } from 'vitest'
import type { Announcement, AnnouncementId, FacilityId, GroupId, MembershipId, ToldEvent } from '@morgenkreis/protocol'
import { Seeded, seeds } from '../test/seeded.ts'
import { applyToUnopened, emptyUnopened, mergeUnopened, type Unopened, type UnopenedReader } from './unopened.ts'

const id = (n: number) => `018cc251-f406-7000-8000-${String(n).padStart(12, '0')}`
const announcementId = (n: number) => id(n) as AnnouncementId
const [sun, wave] = [id(1) as GroupId, id(2) as GroupId]
const [here, elsewhere] = [id(3) as FacilityId, id(4) as FacilityId]
const [paula, emre] = [id(6) as MembershipId, id(7) as MembershipId]
const reader: UnopenedReader = { hat: { facility: here, role: 'guardian', groups: [sun] }, own: [paula] }
const at = '2026-03-02T07:00:00.000Z'

function published(n: number, more: Partial<Announcement> = {}): ToldEvent {
  const author = { membership: emre, name: 'Emre', role: 'educator' as const }
  const data: Announcement = {
    ...{ id: announcementId(n), facility: here, groups: [sun], author },
    ...{ title: `Mitteilung ${n}`, text: 'Text', at, v: 1, ...more },
  }
  return { seq: n, name: 'announcement.published', ref: data.id, v: 1, at, data }
}
const opened = (n: number): ToldEvent => ({
  ...{ seq: n, name: 'announcement.opened', ref: id(90 + n), v: 1, at },
  data: { announcement: announcementId(n), v: 1 },
})
const removed = (n: number): ToldEvent => ({
  ...{ seq: n, name: 'announcement.removed', ref: id(n), v: 2, at },
  data: { id: announcementId(n), facility: here, groups: [sun], gone: 'removed', at, v: 2 },
})
const own = { membership: paula, name: 'Paula', role: 'guardian' as const }
const history = [
  published(11),
  published(12, { groups: 'all' }),
  published(13, { groups: [wave] }),
  published(14, { facility: elsewhere, groups: 'all' }),
  published(15, { author: own }),
  published(16),
  published(17),
  opened(12),
  removed(16),
]
const left = [announcementId(11), announcementId(17)]
const idsIn = ({ ids }: Unopened) => [...ids].sort()

test('[N4, I2] told in any order and twice, the same is unread, and nothing of other hats, groups and the own', () => {
  for (const seed of seeds(50)) {
    const told = new Seeded(seed).shuffle([...history, ...history])
    expect(idsIn(told.reduce(applyToUnopened, emptyUnopened(reader))), `SEED=${seed}`).toEqual(left)
  }
})

test('[I2] read in between, what comes after it in order leads to the same', () => {
  for (let read = 0; read <= history.length; read += 1) {
    const before = history.slice(0, read).reduce(applyToUnopened, emptyUnopened(reader))
    const fresh = mergeUnopened(emptyUnopened(reader), { unopened: idsIn(before) })
    // What happened while it was read is told a second time.
    for (const again of [0, 1, 3]) {
      const told = history.slice(Math.max(0, read - again))
      expect(idsIn(told.reduce(applyToUnopened, fresh))).toEqual(left)
    }
  }
})

test('what is there again is read afresh; what changes nothing leaves the same object', () => {
  const state = history.reduce(applyToUnopened, emptyUnopened(reader))
  for (const told of [published(11), published(13, { groups: [wave] }), opened(12), removed(16)])
    expect(applyToUnopened(state, told)).toBe(state)
  const back = { ...published(16), name: 'announcement.restored' } as ToldEvent
  const stale = applyToUnopened(state, back)
  expect(stale.stale).toBe(true)
  const fresh = mergeUnopened(stale, { unopened: [...left, announcementId(16), announcementId(12)] })
  expect([fresh.stale, idsIn(fresh)]).toEqual([false, [left[0], announcementId(16), left[1]]])
})
