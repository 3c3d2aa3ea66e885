import type { Room, ToldEvent } from '@morgenkreis/protocol'
import { expect, vi } from 'vitest'
import { type FollowOptions, followRooms } from '../src/cursors.ts'
import { applyToPost, emptyPost, mergePost } from '../src/post.ts'
import { Kita } from './kita.ts'
import { Seeded } from './seeded.ts'
import { Wire } from './wire.ts'

/** Somebody who keeps the post of a Kita and checks the order of what is told. */
export function listen(kita: Kita, wire: Wire, more: Partial<FollowOptions> = {}) {
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

export const settle = () => vi.advanceTimersByTimeAsync(1_000)

/** A Kita with one announcement, of which somebody has heard. */
export async function begin(more: Partial<FollowOptions> = {}) {
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
