import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { AnnouncementId, MembershipId, RequestId } from '@morgenkreis/protocol'
import { Gateway } from '../test/gateway.ts'
import { counter } from '../test/kita.ts'
import { Seeded, seeds } from '../test/seeded.ts'
import { memoryOutboxStore } from './memory-outbox.ts'
import { type OutboxReply, openOutbox } from './index.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const newId = counter()
const as = newId() as MembershipId
const lantern = newId() as AnnouncementId
const swimming = newId() as AnnouncementId
const settle = () => vi.advanceTimersByTimeAsync(100)

function begin() {
  const gateway = new Gateway()
  const store = memoryOutboxStore()
  const outbox = openOutbox({ door: gateway, store })
  const replies: OutboxReply[] = []
  outbox.onReply((reply) => replies.push(reply))
  const say = (text: string, announcement = lantern) =>
    outbox.send('comment.publish', { as, input: { announcement, text } })
  return { gateway, store, outbox, replies, say }
}

test('[I3] on a rough day everything is stored once, in the order of each thread', { timeout: 30_000 }, async () => {
  for (const seed of seeds(40)) {
    const chance = new Seeded(seed)
    vi.spyOn(Math, 'random').mockImplementation(chance.next)
    const { gateway, outbox, say, replies } = begin()
    gateway.roughly = chance
    for (let text = 0; text < 20; text++) {
      await say(String(text), chance.pick([lantern, swimming]))
      await vi.advanceTimersByTimeAsync(chance.below(500))
      if (chance.chance(0.1)) outbox.hurry()
    }
    await vi.advanceTimersByTimeAsync(3_600_000)
    const stored = gateway.stored.map(({ text }) => Number(text))
    expect(
      stored.toSorted((a, b) => a - b),
      `SEED=${seed}`,
    ).toEqual(Array.from({ length: 20 }, (_, text) => text))
    for (const thread of [lantern, swimming]) {
      const said = replies.flatMap(({ entry }) =>
        entry.name === 'comment.publish' && entry.input.announcement === thread ? [Number(entry.input.text)] : [],
      )
      expect(said, `SEED=${seed}`).toEqual(said.toSorted((a, b) => a - b))
      expect(
        stored.filter((text) => said.includes(text)),
        `SEED=${seed}`,
      ).toEqual(said)
    }
    expect(replies, `SEED=${seed}`).toHaveLength(20)
    expect(outbox.entries, `SEED=${seed}`).toEqual([])
  }
})

test('[I3] a retry carries the same request id', async () => {
  const { gateway, say } = begin()
  gateway.reachable = false
  const request = await say('Wir bringen Saft mit.')
  await vi.advanceTimersByTimeAsync(10_000)
  gateway.reachable = true
  await vi.advanceTimersByTimeAsync(60_000)
  expect(gateway.tried.length).toBeGreaterThan(2)
  expect(new Set(gateway.tried)).toEqual(new Set([request]))
  expect(gateway.stored).toHaveLength(1)
})

test('[I11] an entry is shown as waiting, then as sending, and goes only when the reply has come', async () => {
  const { gateway, outbox, say } = begin()
  const states: string[] = []
  outbox.subscribe((entries) => states.push(entries.map(({ state }) => state).join()))
  gateway.takes = 50
  await say('Hallo')
  await vi.advanceTimersByTimeAsync(40)
  expect(outbox.entries).toMatchObject([{ state: 'sending', input: { text: 'Hallo' } }])
  await settle()
  expect(states.filter((state, index) => state !== states[index - 1])).toEqual(['', 'waiting', 'sending', ''])
})

test.each(['busy', 'internal', 'rate-limited', 'try-again', 'unauthenticated'])('%s is waited out', async (code) => {
  const { gateway, outbox, say } = begin()
  gateway.refusing = code
  await say('Hallo')
  await settle()
  expect(outbox.entries).toMatchObject([{ state: 'waiting' }])
  gateway.refusing = undefined
  outbox.hurry()
  await settle()
  expect(outbox.entries).toEqual([])
  expect(gateway.stored).toHaveLength(1)
})

test('what is refused for good is kept with its text, does not hold up the thread, and can go again as a new request', async () => {
  const { gateway, outbox, say, replies } = begin()
  gateway.refusing = 'audience-changed'
  const first = await say('Wer hat Gummistiefel?')
  await settle()
  expect(outbox.entries).toMatchObject([
    { state: 'refused', refusal: { code: 'audience-changed' }, input: { text: 'Wer hat Gummistiefel?' } },
  ])
  expect(replies).toMatchObject([{ reply: { ok: false } }])
  gateway.refusing = undefined
  await say('Wir!')
  await settle()
  expect(gateway.stored.map(({ text }) => text)).toEqual(['Wir!'])
  const acknowledgement = { preview: 'sealed', accepted: true } as const
  const second = await outbox.again(first, { announcement: lantern, text: 'Wer hat welche?', acknowledgement })
  await settle()
  expect(second).not.toBe(first)
  expect(gateway.stored.map(({ text }) => text)).toEqual(['Wir!', 'Wer hat welche?'])
  expect(outbox.entries).toEqual([])
  expect(await outbox.again(first)).toBeUndefined()
})

test('what is discarded is gone', async () => {
  const { gateway, store, outbox, say } = begin()
  gateway.refusing = 'gone'
  const request = await say('Zu spät')
  await settle()
  await outbox.discard(request)
  expect(outbox.entries).toEqual([])
  expect(await store.all()).toEqual([])
})

test('a thread waits for its first entry, another thread does not', async () => {
  const { gateway, say } = begin()
  gateway.reachable = false
  await say('eins')
  await settle()
  gateway.reachable = true
  await say('im anderen', swimming)
  await settle()
  expect(gateway.stored.map(({ text }) => text)).toEqual(['im anderen'])
  await say('zwei')
  await settle()
  expect(gateway.stored.map(({ text }) => text)).toEqual(['im anderen', 'eins', 'zwei'])
})

test('[K-19] only what is on the list is kept on a device, whatever the types were told', async () => {
  const { store, outbox } = begin()
  const send = outbox.send as (name: string, what: object) => Promise<unknown>
  for (const name of ['sick-note.report', 'membership.remove', 'toString'])
    await expect(send(name, { as, input: {} })).rejects.toThrow(name)
  expect(await store.all()).toEqual([])
})

test('a wiped outbox holds nothing and takes nothing, also when a reply is still on its way', async () => {
  const { gateway, store, outbox, say } = begin()
  gateway.takes = 50
  await say('Hallo')
  await vi.advanceTimersByTimeAsync(20)
  await outbox.wipe()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(outbox.entries).toEqual([])
  await expect(store.all()).rejects.toThrow('wiped')
  await expect(say('noch eins')).rejects.toThrow('wiped')
  expect(gateway.tried).toHaveLength(1)
})

test('[I3] what is kept counts as kept, even if it cannot be shown at this moment', async () => {
  const gateway = new Gateway()
  const store = memoryOutboxStore()
  let broken = false
  const all = () => (broken ? Promise.reject(new Error('not now')) : store.all())
  const outbox = openOutbox({ door: gateway, store: { ...store, all } })
  await settle()
  broken = true
  await outbox.send('comment.publish', { as, input: { announcement: lantern, text: 'Hallo' } })
  broken = false
  await vi.advanceTimersByTimeAsync(60_000)
  expect(gateway.stored.map(({ text }) => text)).toEqual(['Hallo'])
})

test('[offline-11] a look at the store that comes late brings back nothing that was discarded since', async () => {
  const store = memoryOutboxStore()
  const request = newId() as RequestId
  const refused = { as, request, at: '2026-01-01T08:00:00.000Z', state: 'refused' } as const
  await store.add({ ...refused, name: 'comment.publish', input: { announcement: lantern, text: 'Danke' } })
  const looks: (() => void)[] = []
  const all = async () => {
    const held = await store.all()
    await new Promise<void>((resolve) => looks.push(resolve))
    return held
  }
  const outbox = openOutbox({ door: new Gateway(), store: { ...store, all } })
  await settle()
  looks[0]!()
  await settle()
  expect([outbox.entries.length, looks.length]).toEqual([1, 2])
  const discarded = outbox.discard(request)
  await settle()
  looks[2]!()
  await discarded
  expect(outbox.entries).toEqual([])
  looks[1]!()
  await settle()
  expect(outbox.entries).toEqual([])
  outbox.stop()
})
