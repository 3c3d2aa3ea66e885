import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Cursor, Room, ToldEvent } from '@morgenkreis/protocol'
import { Kita, families, rooms } from '../test/kita.ts'
import { Seeded, seeds } from '../test/seeded.ts'
import { Wire } from '../test/wire.ts'
import { type FollowOptions, followRooms } from './cursors.ts'
import { applyToPost, emptyPost, mergePost } from './post.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Somebody who keeps the post of a Kita and checks the order of what is told. */
function listen(kita: Kita, wire: Wire, more: Partial<FollowOptions> = {}) {
  const heard: { room: Room; seq: number }[] = []
  const reread: Room[][] = []
  const left: Room[] = []
  const last = new Map<Room, number>()
  let post = emptyPost
  let outdated = false
  const following = followRooms({
    telling: wire,
    told(event: ToldEvent, room: Room) {
      expect(event.seq).toBe((last.get(room) ?? event.seq - 1) + 1)
      last.set(room, event.seq)
      heard.push({ room, seq: event.seq })
      post = applyToPost(post, event)
    },
    async afresh(stale) {
      reread.push([...stale])
      await wire.travel()
      const read = kita.listAnnouncements()
      await wire.travel()
      post = mergePost(emptyPost, kita.facility, read)
      for (const room of stale) last.delete(room)
    },
    left: (gone) => left.push(...gone),
    outdated: () => (outdated = true),
    ...more,
  })
  return {
    following,
    heard,
    reread,
    left,
    get items() {
      return post.items
    },
    get outdated() {
      return outdated
    },
  }
}

const settle = () => vi.advanceTimersByTimeAsync(1_000)

async function begin(more: Partial<FollowOptions> = {}) {
  const kita = new Kita()
  const wire = new Wire(kita, new Seeded(1))
  kita.publish()
  const listener = listen(kita, wire, more)
  wire.due()
  await settle()
  wire.tell()
  await settle()
  wire.asked.length = 0
  listener.heard.length = 0
  return { kita, wire, listener }
}

test(
  '[I2] over a line that loses, repeats and reorders, in order and without a gap, up to what a fresh read gives',
  { timeout: 30_000 },
  async () => {
    for (const seed of seeds(40)) {
      const chance = new Seeded(seed)
      vi.spyOn(Math, 'random').mockImplementation(chance.next)
      const kita = new Kita()
      const wire = new Wire(kita, chance)
      const listener = listen(kita, wire)
      wire.rough = true
      wire.due()
      for (let step = 0; step < 120; step++) {
        const burst = chance.chance(0.05) ? 30 : 1
        for (let many = 0; many < burst; many++) kita.happen(chance)
        if (chance.chance(0.02)) kita.restore()
        if (chance.chance(0.02)) kita.forget(chance.pick(rooms))
        if (chance.chance(0.7)) wire.tell()
        if (chance.chance(0.1)) wire.due()
        await vi.advanceTimersByTimeAsync(chance.below(150))
      }
      wire.rough = false
      await vi.advanceTimersByTimeAsync(60_000)
      wire.due()
      await vi.advanceTimersByTimeAsync(60_000)
      expect(listener.items, `SEED=${seed}`).toEqual(kita.listAnnouncements().announcements)
      expect(
        listener.following.cursors.map(({ seq }) => seq),
        `SEED=${seed}`,
      ).toEqual(kita.heads().map(({ seq }) => seq))
      expect(wire.mostOpen, `SEED=${seed}`).toBe(1)
      listener.following.stop()
      vi.restoreAllMocks()
    }
  },
)

test('[I2] the rooms are listed before the first read, and what happens between the two is told after it', async () => {
  const kita = new Kita()
  const wire = new Wire(kita, new Seeded(1))
  const order: string[] = []
  const listener = listen(kita, wire, {
    async afresh() {
      order.push('read')
      kita.publish()
      wire.tell()
      await vi.advanceTimersByTimeAsync(50)
      order.push('stands')
    },
    told: () => order.push('told'),
  })
  void listener.following.catchUp()
  await settle()
  expect(wire.asked.map(({ name }) => name)).toEqual(['room.list'])
  expect(order).toEqual(['read', 'stands', 'told', 'told', 'told'])
})

test('[I2] while one room is read afresh, what the others tell waits for the read', async () => {
  const kita = new Kita()
  const wire = new Wire(kita, new Seeded(1))
  const staff = rooms[2] as Room
  const cursors = kita.heads()
  let state: string[] = []
  followRooms({
    telling: wire,
    cursors,
    told: ({ ref }) => state.push(ref),
    async afresh(stale) {
      expect(stale).toEqual([families])
      const read = kita.listAnnouncements().announcements.map(({ id }) => id)
      kita.publish([staff])
      wire.hand(kita.slice(staff, 0))
      await wire.travel()
      state = read
    },
  })
  kita.publish([families])
  kita.forget(families)
  wire.due()
  await settle()
  expect(state).toEqual(
    kita
      .listAnnouncements()
      .announcements.map(({ id }) => id)
      .reverse(),
  )
})

test('[I2] a gap is asked for with the cursor before it, and what was held comes after', async () => {
  const { kita, wire, listener } = await begin()
  for (let many = 0; many < 3; many++) kita.publish()
  wire.hand(kita.slice(families, 3))
  expect(listener.heard).toEqual([])
  kita.publish()
  wire.hand(kita.slice(families, 4))
  await settle()
  expect(wire.asked).toEqual([{ name: 'room.sync', input: { cursors: [{ room: families, logEpoch: 0, seq: 1 }] } }])
  expect(listener.heard.map(({ seq }) => seq)).toEqual([2, 3, 4, 5])
})

test('[I8] an empty slice shows a slow reader how far the room is, so that it asks', async () => {
  const { kita, wire, listener } = await begin()
  kita.publish([families])
  wire.hand({ ...kita.slice(families, 2), events: [] })
  await settle()
  expect(wire.asked.map(({ name }) => name)).toEqual(['room.sync'])
  expect(listener.heard).toEqual([{ room: families, seq: 2 }])
})

test('[I2] a slice that comes while the answer is on its way waits for it, and is not asked for again', async () => {
  const { kita, wire, listener } = await begin()
  const sync = kita.sync.bind(kita)
  vi.spyOn(kita, 'sync').mockImplementationOnce((cursors, most) => {
    const answer = sync(cursors, most)
    kita.publish()
    wire.hand(kita.slice(families, 3))
    return answer
  })
  kita.publish()
  kita.publish()
  wire.hand(kita.slice(families, 2))
  await settle()
  expect(wire.asked.map(({ name }) => name)).toEqual(['room.sync'])
  expect(listener.heard.map(({ seq }) => seq)).toEqual([2, 3, 4])
})

test('[I2] what is further behind than one answer holds is asked for until it is complete', async () => {
  const { kita, wire, listener } = await begin()
  for (let many = 0; many < 20; many++) kita.publish()
  await Promise.all([listener.following.catchUp(), settle()])
  expect(wire.asked.map(({ name }) => name)).toEqual(['room.list', 'room.sync', 'room.sync', 'room.sync'])
  expect(listener.items).toHaveLength(21)
})

test('a question that got no answer is asked again by itself', async () => {
  const { kita, wire, listener } = await begin()
  wire.instead = () => ({ ok: false, error: { code: 'try-again' } })
  kita.publish()
  await Promise.all([listener.following.catchUp(), settle()])
  expect(listener.items).toHaveLength(1)
  wire.instead = undefined
  await vi.advanceTimersByTimeAsync(5_000)
  expect(listener.items).toHaveLength(2)
})

test('who missed nothing asks for the heads alone, and who reconnects asks for what lies behind', async () => {
  const { kita, wire, listener } = await begin()
  await Promise.all([listener.following.catchUp(), settle()])
  expect(wire.asked.map(({ name }) => name)).toEqual(['room.list'])
  kita.publish()
  await Promise.all([listener.following.catchUp(), settle()])
  expect(wire.asked.map(({ name }) => name)).toEqual(['room.list', 'room.list', 'room.sync'])
  expect(listener.items).toHaveLength(2)
  expect(listener.reread).toHaveLength(1)
})

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

test('cursors given by a rendered page are taken on from, without a read', async () => {
  const kita = new Kita()
  const wire = new Wire(kita, new Seeded(1))
  kita.publish()
  const cursors = kita.heads()
  kita.publish()
  const listener = listen(kita, wire, { cursors })
  wire.due()
  await settle()
  expect(listener.reread).toEqual([])
  expect(listener.heard.filter(({ room }) => room === families)).toEqual([{ room: families, seq: 2 }])
})

test('kept cursors are taken on from, and only those whose state stands are kept', async () => {
  let kept: readonly Cursor[] = []
  const store = {
    load: () => Promise.resolve(kept),
    save: (cursors: readonly Cursor[]) => Promise.resolve(void (kept = cursors)),
  }
  const { kita, wire, listener } = await begin({ store })
  expect(kept).toEqual(kita.heads())
  listener.following.stop()
  kita.publish()
  const second = listen(kita, wire, { store })
  wire.due()
  await settle()
  expect(second.reread).toEqual([])
  expect(second.heard).toHaveLength(3)
  expect(kept).toEqual(kita.heads())
  second.following.stop()

  kita.restore()
  const failing = listen(kita, wire, { store, afresh: () => Promise.reject(new Error('offline')) })
  wire.due()
  await settle()
  expect(failing.following.cursors).toEqual([])
  expect(kept).toEqual([])
})

test('a defect of whoever listens is not taken for a bad line', async () => {
  const { kita, wire } = await begin()
  const broken = listen(kita, wire, {
    cursors: kita.heads(),
    told: () => {
      throw new Error('a defect')
    },
  })
  kita.publish()
  const caught = broken.following.catchUp().catch((defect: unknown) => {
    broken.following.stop()
    return String(defect)
  })
  await settle()
  expect(await caught).toContain('a defect')
})

test('when the session is over, nothing is asked any more', async () => {
  const { wire, listener } = await begin()
  wire.instead = () => ({ ok: false, error: { code: 'unauthenticated' } })
  await Promise.all([listener.following.catchUp(), settle()])
  await vi.advanceTimersByTimeAsync(600_000)
  wire.due()
  expect(wire.asked).toHaveLength(1)
})
