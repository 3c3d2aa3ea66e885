import { setTimeout as pause } from 'node:timers/promises'
import { insist } from './insisting.ts'
import type { Phone } from './phone.ts'

/** How long clients may take to catch up when all is quiet, in milliseconds. */
const patience = 30_000

export type Heads = ReadonlyMap<string, number>

/** The heads of the rooms of a phone, once it has got there; after a while as they are, so that the oracle says what is missing. */
export async function caughtUp(phone: Phone): Promise<Heads> {
  const deadline = performance.now() + patience
  for (;;) {
    await phone.catchUp()
    const reply = await insist(() => phone.door, 'room.list', { as: null, input: {} })
    const rooms = reply.ok ? reply.data.rooms : []
    const reached = new Map(phone.cursors.map(({ room, seq }) => [room, seq]))
    const isThere = rooms.length > 0 && rooms.every(({ room, seq }) => (reached.get(room) ?? -1) >= seq)
    if (isThere || performance.now() > deadline) return new Map(rooms.map(({ room, seq }) => [room, seq]))
    await pause(200)
  }
}
