import { expect, test } from 'vitest'
import type { ToldEvent } from '@morgenkreis/protocol'
import { Kita, rooms } from '../test/kita.ts'
import { Seeded, seeds } from '../test/seeded.ts'
import { applyToMembers, emptyMembers, mergeMembers } from './members.ts'
import { applyToPost, emptyPost, mergePost } from './post.ts'
import { applyToThread, emptyThread, mergeThread } from './thread.ts'

/** A history with what was told of it: each event up to three times, as it was rendered then and at the end. */
function history(chance: Seeded) {
  const kita = new Kita()
  const told: ToldEvent[] = []
  for (let step = 0; step < 40; step++) {
    kita.happen(chance, true)
    const room = chance.pick(rooms)
    if (chance.chance(0.7)) told.push(...kita.slice(room, chance.below(step + 1)).events)
  }
  for (const room of rooms) told.push(...kita.slice(room, 0).events)
  return { kita, told }
}

test('[I2] told in any order and twice, the post equals a fresh read', { timeout: 30_000 }, () => {
  for (const seed of seeds(100)) {
    const chance = new Seeded(seed)
    const { kita, told } = history(chance)
    const post = chance.shuffle(told).reduce(applyToPost, emptyPost)
    expect(post.items, `SEED=${seed}`).toEqual(kita.listAnnouncements().announcements)
  }
})

test('[I2] read in the middle of what is told in any order, the post equals a fresh read', { timeout: 30_000 }, () => {
  for (const seed of seeds(100)) {
    const chance = new Seeded(seed)
    const { kita, told } = history(chance)
    const shuffled = chance.shuffle(told)
    const half = chance.below(shuffled.length)
    const before = shuffled.slice(0, half).reduce(applyToPost, emptyPost)
    const merged = mergePost(before, kita.facility, kita.listAnnouncements())
    const post = shuffled.slice(half).reduce(applyToPost, merged)
    expect(post.items, `SEED=${seed}`).toEqual(kita.listAnnouncements().announcements)
  }
})

test('[I2] told in any order and twice, each thread equals a fresh read', { timeout: 30_000 }, () => {
  for (const seed of seeds(100)) {
    const chance = new Seeded(seed)
    const { kita, told } = history(chance)
    for (const [id, stored] of kita.announcements) {
      const thread = chance.shuffle(told).reduce(applyToThread, emptyThread(id))
      const open = stored !== 'purged' && 'text' in stored
      expect(thread.closed, `SEED=${seed}`).toBe(!open)
      expect(thread.items, `SEED=${seed}`).toEqual(open ? kita.listComments(id).comments : [])
    }
  }
})

test('[D-08, K-82] a restored announcement stands in the post again, and its thread is read afresh, in whatever order that is told', () => {
  for (const seed of seeds(50)) {
    const chance = new Seeded(seed)
    const kita = new Kita()
    const id = kita.publish()
    kita.comment(id)
    kita.remove(id)
    const before = kita.slice(rooms[0]!, 0).events
    kita.reopen(id)
    const told = chance.shuffle([...before, ...kita.slice(rooms[0]!, 0).events])
    const thread = told.reduce(applyToThread, emptyThread(id))
    expect(thread.closed, `SEED=${seed}`).toBe(false)
    const read = thread.stale ? mergeThread(emptyThread(id), kita.listComments(id)) : thread
    expect(read.items, `SEED=${seed}`).toEqual(kita.listComments(id).comments)
    expect(told.reduce(applyToPost, emptyPost).items, `SEED=${seed}`).toEqual(kita.listAnnouncements().announcements)
  }
})

test('[D-08] a removed announcement leaves a line in the post and empties its thread, whatever comes after', () => {
  const kita = new Kita()
  const id = kita.publish()
  kita.comment(id)
  const commented = kita.event(2)
  let thread = mergeThread(emptyThread(id), kita.listComments(id))
  let post = mergePost(emptyPost, kita.facility, kita.listAnnouncements())
  expect(thread.items).toHaveLength(1)
  kita.remove(id)
  for (const told of [kita.event(3), commented]) {
    thread = applyToThread(thread, told)
    post = applyToPost(post, told)
  }
  expect(thread).toMatchObject({ items: [], closed: true })
  expect(post.items).toMatchObject([{ id, gone: 'removed' }])
})

test('[D-08] what vanished does not come back with a late word of the same version', () => {
  const kita = new Kita()
  const id = kita.publish()
  const early = kita.event(1)
  kita.announcements.set(id, 'purged')
  const post = [early, kita.event(1), early].reduce(applyToPost, emptyPost)
  expect(post.items).toEqual([])
})

test('a page of older announcements goes below, and says whether there are more', () => {
  const kita = new Kita()
  for (let many = 0; many < 6; many++) kita.publish()
  const all = kita.listAnnouncements().announcements
  const newest = mergePost(emptyPost, kita.facility, { announcements: all.slice(0, 3), more: true })
  expect(newest.items).toEqual(all.slice(0, 3))
  expect(newest.more.get(kita.facility)).toBe(true)
  const both = mergePost(newest, kita.facility, { announcements: all.slice(3), more: false })
  expect(both.items).toEqual(all)
  expect(both.more.get(kita.facility)).toBe(false)
  const again = mergePost(both, kita.facility, { announcements: all.slice(0, 3), more: true })
  expect(again.items).toEqual(all)
  expect(again.more.get(kita.facility)).toBe(false)
})

test('the post of two facilities is one list, the newest first', () => {
  const [here, there] = [new Kita('e'), new Kita('f')]
  for (const kita of [here, there, here]) kita.publish()
  const post = [here, there].reduce((so, kita) => mergePost(so, kita.facility, kita.listAnnouncements()), emptyPost)
  expect(post.items.map(({ facility }) => facility)).toEqual([here.facility, there.facility, here.facility])
  expect([...post.more]).toEqual([
    [here.facility, false],
    [there.facility, false],
  ])
})

test('a state in which nothing changes stays the same object', () => {
  const kita = new Kita()
  const id = kita.publish()
  const published = kita.event(1)
  kita.comment(id)
  kita.remove(id)
  const post = [published, kita.event(3)].reduce(applyToPost, emptyPost)
  expect(applyToPost(post, published)).toBe(post)
  expect(applyToPost(post, kita.event(2))).toBe(post)
  expect(applyToPost(post, kita.event(1))).toBe(post)
})

test('[K-35] a removed member leaves the list, also when the news comes before the list', () => {
  const kita = new Kita()
  const [stays, goes] = [kita.join(), kita.join()]
  const read = { members: [...kita.members.values()] }
  kita.dismiss(goes)
  const removed = kita.event(1)
  for (const members of [
    applyToMembers(mergeMembers(emptyMembers, read), removed),
    mergeMembers(applyToMembers(emptyMembers, removed), read),
  ])
    expect(members.items.map(({ id }) => id)).toEqual([stays])
})

test('[I9] an event that a newer gateway tells changes nothing', () => {
  const told = JSON.parse('{"seq":1,"name":"nap.taken","ref":"x","v":1,"at":"","data":{}}') as ToldEvent
  expect(applyToPost(emptyPost, told)).toBe(emptyPost)
  expect(applyToMembers(emptyMembers, told)).toBe(emptyMembers)
})

test('[D-08] hidden leaves a line, revealed is there again, in whatever order that is told', () => {
  for (const seed of seeds(50)) {
    const chance = new Seeded(seed)
    const kita = new Kita()
    const id = kita.publish()
    const said = kita.comment(id)
    const [first] = rooms
    const before = kita.slice(first!, 0).events
    const hidden = before.map((event): ToldEvent => {
      const line = { id: event.ref, gone: 'hidden', at: event.at, v: 2 }
      return event.ref === said
        ? ({ ...event, name: 'comment.removed', v: 2, data: { ...line, announcement: id } } as ToldEvent)
        : ({
            ...event,
            name: 'announcement.removed',
            v: 2,
            data: { ...line, facility: kita.facility, groups: 'all' },
          } as ToldEvent)
    })
    const revealed = before.map(
      (event): ToldEvent =>
        ({
          ...event,
          name: event.ref === said ? 'comment.revealed' : 'announcement.revealed',
          v: 3,
          data: { ...event.data, v: 3 },
        }) as ToldEvent,
    )
    const post = chance.shuffle([...before, ...hidden]).reduce(applyToPost, emptyPost)
    expect(post.items, `SEED=${seed}`).toMatchObject([{ id, gone: 'hidden' }])
    const ofComment = (events: ToldEvent[]) => events.filter(({ ref }) => ref === said)
    const line = chance.shuffle(ofComment([...before, ...hidden])).reduce(applyToThread, emptyThread(id))
    expect(line.items, `SEED=${seed}`).toMatchObject([{ id: said, gone: 'hidden' }])
    const all = chance.shuffle([...before, ...hidden, ...revealed])
    expect(all.reduce(applyToPost, emptyPost).items, `SEED=${seed}`).toMatchObject([{ id, title: 'Laternen', v: 3 }])
    const thread = all.reduce(applyToThread, emptyThread(id))
    expect(thread.closed, `SEED=${seed}`).toBe(false)
    const kept = ofComment(all).reduce(applyToThread, emptyThread(id))
    expect(kept.items, `SEED=${seed}`).toMatchObject([{ id: said, text: said, v: 3 }])
  }
})

test('a lock is told to its own thread, and to no other', () => {
  const kita = new Kita()
  const [id, other] = [kita.publish(), kita.publish()]
  const told: ToldEvent = {
    ...{ seq: 9, name: 'thread.locked', ref: id, v: 1, at: '2026-01-01T08:00:00.000Z' },
    data: { ref: id, locked: true, v: 1 },
  }
  expect(applyToThread(emptyThread(id), told).locked).toBe(true)
  expect(applyToThread(emptyThread(other), told).locked).toBe(false)
  expect(mergeThread(applyToThread(emptyThread(id), told), kita.listComments(id)).locked).toBe(false)
})
