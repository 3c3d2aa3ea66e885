import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Room } from '@morgenkreis/protocol'
import { Kita, families, rooms } from '../test/kita.ts'
import { begin, listen, settle } from '../test/listening.ts'
import { Seeded, seeds } from '../test/seeded.ts'
import { Wire } from '../test/wire.ts'
import { followRooms } from './cursors.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

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

test('what was missed is told as such, and so is what had to wait for it; what comes in its turn is live', async () => {
  const hows: string[] = []
  const kita = new Kita()
  const wire = new Wire(kita, new Seeded(1))
  kita.publish()
  listen(kita, wire, { told: (_event, _room, how) => hows.push(how) })
  wire.due()
  await settle()
  kita.publish()
  wire.tell()
  await settle()
  expect(new Set(hows)).toEqual(new Set(['live']))
  hows.length = 0
  kita.publish()
  kita.publish()
  wire.due()
  await settle()
  expect(hows.length).toBeGreaterThan(0)
  expect(new Set(hows)).toEqual(new Set(['later']))
})
