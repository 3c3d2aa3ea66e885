import type { Kept, ThreadId } from '@morgenkreis/protocol'
import { apfelhof, kim, kranichweg, sonnen } from '@morgenkreis/world'
import { expect, test } from 'vitest'
import { anna, forestDay, orFail, paula } from './cast.ts'
import { standingHouse } from './standing-house.ts'
import { say } from './talking.ts'
import { comment } from './writing.ts'

const house = await standingHouse()

const facility = apfelhof
const day = 24 * 60 * 60 * 1000
const { data } = house.ground.database
/** These end at their very moment: nothing is noted of them before the database takes them. */
const atOnce = new Set(['sessions', 'subscriptions'])

/** The collections of a running house whose rows have an end. */
const expiring = Object.entries(data.models).flatMap(([name, { schema }]) =>
  'expiresAt' in schema.paths ? [name] : [],
)

test('[D-04, K-76] in every collection whose rows have an end the database holds the net of TTL', async () => {
  expect(expiring.length).toBeGreaterThan(15)
  for (const name of expiring) {
    const indexes = await data.collection(name).indexes()
    const nets = indexes.filter(({ expireAfterSeconds }) => expireAfterSeconds !== undefined)
    expect([name, nets.map(({ key, expireAfterSeconds }) => ({ key, expireAfterSeconds }))]).toEqual([
      name,
      [{ key: { expiresAt: 1 }, expireAfterSeconds: atOnce.has(name) ? 0 : 48 * 60 * 60 }],
    ])
  }
})

test('[D-04, K-76] every collection that the purge looks through has such an end, and messages are among them', async () => {
  await house.gateway.work('overdue')
  const metrics = await (await fetch(`${house.gateway.origin}/metrics`)).text()
  const purged = [...metrics.matchAll(/^morgenkreis_overdue_rows\{collection="([^"]+)"\}/gm)].map(([, name]) => name)
  // Children end when they leave, and have no date of their own.
  expect(purged.filter((name) => name !== undefined && !expiring.includes(name))).toEqual(['children'])
  expect(purged).toEqual(expect.arrayContaining(['messages', 'comments', 'sick-notes', 'announcements', 'polls']))
})

const keptDays = async (collection: string, id: string) => {
  const row = await data.collection<{ _id: string; at: Date; expiresAt: Date }>(collection).findOne({ _id: id })
  return row === null ? null : (row.expiresAt.getTime() - row.at.getTime()) / day
}
const setPeriod = async (kept: Kept, days: number) => {
  orFail(await house.call('retention.set', anna, { facility, kept, days }))
  await house.gateway.work('periods')
}

test('[D-04, K-76] a message is kept for the period of chats or of conversations, and a shorter one shortens what is its own alone', async () => {
  const sayAll = async () => {
    const chat = await say(house, paula, { thread: sonnen as string as ThreadId, text: 'Im Chat.' })
    house.clock.advance(1000)
    const input = { child: kim, partner: 'team', text: 'Im Gespräch.' } as const
    const conversation = orFail(await house.call('conversation.start', paula, input))
    const beside = await comment(house, paula, forestDay, 'Darunter.')
    return async () => [
      await keptDays('messages', chat.id),
      await keptDays('messages', conversation.id),
      await keptDays('comments', beside.id),
    ]
  }
  const usual = await sayAll()
  expect(await usual()).toEqual([365, 365, 365])
  await setPeriod('chat', 40)
  expect(await usual()).toEqual([40, 365, 365])
  const short = await sayAll()
  expect(await short()).toEqual([40, 365, 365])
  await setPeriod('conversations', 20)
  for (const kept of [usual, short]) expect(await kept()).toEqual([40, 20, 365])
  await setPeriod('comments', 14)
  for (const kept of [usual, short]) expect(await kept()).toEqual([40, 20, 14])
  // A longer one counts for what is said from then on, and another Kita has periods of its own.
  await setPeriod('chat', 400)
  expect(await usual()).toEqual([40, 20, 14])
  expect(await (await sayAll())()).toEqual([400, 20, 14])
  const elsewhere = await data
    .collection<{ at: Date; expiresAt: Date }>('announcements')
    .find({ facility: kranichweg })
    .toArray()
  expect(elsewhere.map(({ at, expiresAt }) => (expiresAt.getTime() - at.getTime()) / day)).toEqual(
    elsewhere.map(() => 365),
  )
})
