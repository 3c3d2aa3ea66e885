import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Cursor } from '@morgenkreis/protocol'
import { Kita, families } from '../test/kita.ts'
import { begin, listen, settle } from '../test/listening.ts'
import { Seeded } from '../test/seeded.ts'
import { Wire } from '../test/wire.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

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
