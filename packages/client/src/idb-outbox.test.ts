import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { AnnouncementId, MembershipId, PersonId } from '@morgenkreis/protocol'
import { Gateway } from '../test/gateway.ts'
import { counter } from '../test/kita.ts'
import { idbOutboxStore } from './idb-outbox.ts'
import { type OutboxStore, openOutbox } from './index.ts'

const newId = counter()
const paula = newId() as PersonId
const sami = newId() as PersonId
const as = newId() as MembershipId
const announcement = newId() as AnnouncementId

let open: { outbox: ReturnType<typeof openOutbox>; store: OutboxStore }[] = []

/** A tab of the browser. */
async function tab(gateway: Gateway, person = paula) {
  const store = await idbOutboxStore(person)
  const outbox = openOutbox({ door: gateway, store })
  open.push({ outbox, store })
  return { store, outbox, say: (text: string) => outbox.send('comment.publish', { as, input: { announcement, text } }) }
}

beforeEach(() => void vi.spyOn(Math, 'random').mockReturnValue(0))
afterEach(async () => {
  vi.restoreAllMocks()
  await Promise.all(open.map(({ outbox }) => outbox.wipe()))
  open = []
})

const texts = (gateway: Gateway) => gateway.stored.map(({ text }) => text)

test('[I3] what was not sent before a reload is sent after it, in order and under its old request id', async () => {
  const gateway = new Gateway()
  gateway.reachable = false
  const before = await tab(gateway)
  const requests = [await before.say('eins'), await before.say('zwei')]
  before.outbox.stop()
  gateway.reachable = true
  const after = await tab(gateway)
  await expect.poll(() => texts(gateway)).toEqual(['eins', 'zwei'])
  expect(gateway.stored.map(({ request }) => request)).toEqual(requests)
  await expect.poll(() => after.store.all()).toEqual([])
})

test('[I3] two tabs with the same outbox send one at a time, each entry once, in the order of entering', async () => {
  const gateway = new Gateway()
  gateway.takes = 5
  const [one, two] = [await tab(gateway), await tab(gateway)]
  for (let many = 0; many < 10; many++) await (many % 2 === 0 ? one : two).say(String(many))
  await expect.poll(() => gateway.stored.length).toBe(10)
  expect(texts(gateway)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
  expect(gateway.mostOpen).toBe(1)
  expect(gateway.tried).toHaveLength(10)
  await expect.poll(() => [...one.outbox.entries, ...two.outbox.entries]).toEqual([])
})

test('what two tabs send again at once goes once', async () => {
  const gateway = new Gateway()
  gateway.refusing = 'acknowledgement-stale'
  const one = await tab(gateway)
  const request = await one.say('Hallo')
  await expect.poll(() => one.outbox.entries).toMatchObject([{ state: 'refused' }])
  const two = await tab(gateway)
  await expect.poll(() => two.outbox.entries).toHaveLength(1)
  gateway.refusing = undefined
  const again = await Promise.all([one.outbox.again(request), two.outbox.again(request)])
  expect(again.filter((each) => each === undefined)).toHaveLength(1)
  await expect.poll(() => texts(gateway)).toEqual(['Hallo'])
  await expect.poll(() => one.store.all()).toEqual([])
})

test('logging out deletes the database, in front of the open tabs of the same person', async () => {
  const gateway = new Gateway()
  gateway.reachable = false
  const [one, two] = [await tab(gateway), await tab(gateway)]
  await one.say('Nur für mich')
  await one.outbox.wipe()
  expect(await indexedDB.databases()).toEqual([])
  await expect(two.say('Aus einem alten Tab')).rejects.toThrow()
  expect(await indexedDB.databases()).toEqual([])
})

test('[K-37] what another person left on the device is cleared, not shown and not sent', async () => {
  const gateway = new Gateway()
  gateway.reachable = false
  const before = await tab(gateway, paula)
  await before.say('Von Paula')
  before.outbox.stop()
  gateway.reachable = true
  const after = await tab(gateway, sami)
  await after.say('Von Sami')
  await expect.poll(() => texts(gateway)).toEqual(['Von Sami'])
  expect(await before.store.all()).toEqual([])
})
