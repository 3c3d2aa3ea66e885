import { apfelhof } from '@morgenkreis/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, beginningWithPolls, dayMs, guardianOf, reading, vote } from './asking.ts'
import { anna, answerOf, emre, orFail, paula } from './cast.ts'
import { openHouse, type House } from './house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse({}, { beginning: beginningWithPolls })
}, 60_000)
afterAll(() => house.close())

const kim = guardianOf(paula).child
const of = ['poll-answers', 'poll-participations', 'poll-tallies'] as const
const stored = (name: 'polls' | (typeof of)[number], poll: string) =>
  house.ground.database.data
    .collection<{ _id: string; closesAt: Date; expiresAt: Date }>(name)
    .find(name === 'polls' || name === 'poll-tallies' ? { _id: poll } : { poll })
    .toArray()
const setDays = async (days: number) => {
  orFail(await house.call('retention.set', anna, { facility: apfelhof, kept: 'polls', days }))
  await house.gateway.work('periods')
}
const daysAfterEnd = async (poll: string) => {
  const rows = (await Promise.all((['polls', ...of] as const).map((name) => stored(name, poll)))).flat()
  return rows.map(({ closesAt, expiresAt }) => (expiresAt.getTime() - closesAt.getTime()) / dayMs)
}

test('[K-76] a poll is kept for its period after its deadline, with all that was answered, also when the period is shortened', async () => {
  const closesAt = new Date(house.clock.now().getTime() + 40 * dayMs).toISOString()
  const named = await ask(house, emre, { closesAt })
  const anonymous = await ask(house, emre, { closesAt, anonymous: true })
  for (const { id: poll } of [named, anonymous]) orFail(await vote(house, paula, { poll, child: kim }))
  for (const [days, { id }] of [
    [365, named],
    [365, anonymous],
  ] as const)
    expect(new Set(await daysAfterEnd(id))).toEqual(new Set([days]))
  await setDays(14)
  for (const { id } of [named, anonymous]) expect(new Set(await daysAfterEnd(id))).toEqual(new Set([14]))
  const later = await ask(house, emre, { closesAt })
  expect(await daysAfterEnd(later.id)).toEqual([14])
  // Three weeks on the poll is running, and nothing of it has gone.
  house.clock.advance(21 * dayMs)
  await house.gateway.work('purge')
  expect((await reading(house, emre, named.id)).returns).toMatchObject({ answered: 1 })
  expect((await reading(house, paula, anonymous.id)).own).toMatchObject([{ voted: true }])
  expect(answerOf(await vote(house, paula, { poll: later.id, child: kim }))).toBe('ok')
  // Two weeks after its deadline all of it has.
  house.clock.advance(33 * dayMs + 1)
  expect(answerOf(await house.call('poll.read', emre, { poll: named.id }))).not.toBe('ok')
  await house.gateway.work('purge')
  for (const { id } of [named, anonymous, later]) expect(await daysAfterEnd(id)).toEqual([])
})
