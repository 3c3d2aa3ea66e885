import { apfelhof, memberships } from '@morgenkreis/world'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ask, beginningWithPolls, choose, guardianOf, reading, vote } from './asking.ts'
import { anna, answerOf, orFail, paul, paula, sami } from './cast.ts'
import { openHouse, type Caller, type House } from './house.ts'
import { Phone } from './phone.ts'

const kim = guardianOf(paula).child
const layan = guardianOf(sami).child
/** Paula and Paul live apart and have Kim; Paul has Layan with Sami, who has nothing to do with Paula. */
const beginning = (now: Date) => ({
  ...beginningWithPolls(now),
  memberships: memberships.map((one) =>
    one.id === paul.as
      ? { ...one, children: [...one.children, { child: layan, label: null, custody: true, household: null }] }
      : one,
  ),
})
let house: House
beforeAll(async () => {
  house = await openHouse({}, { beginning })
}, 60_000)
afterAll(() => house.close())

const asking = (change: object = {}) =>
  ask(house, anna, { groups: 'all', per: 'family', kind: 'text', options: [], ...change })
const text = (of: string) => ({ text: of })

/** Whatever this guardian can read of polls, byte for byte. */
async function bytesRead(who: Caller, poll: Awaited<ReturnType<typeof ask>>['id']): Promise<string> {
  const before = house.heardBy(who.person).length
  await house.call('poll.list', who, { facility: apfelhof })
  await house.call('poll.read', who, { poll })
  return house.heardBy(who.person).slice(before).join('\n')
}
const ownOf = async (who: Caller, poll: Awaited<ReturnType<typeof ask>>['id']) => (await reading(house, who, poll)).own

test('[K-40, N9] by a child in common nobody reads or overwrites what a stranger answered for the family', async () => {
  const { id: poll } = await asking()
  orFail(await vote(house, sami, { poll, answer: text('Zitronenfalter') }))
  expect(await bytesRead(paula, poll)).not.toContain('Zitronenfalter')
  expect(await ownOf(paula, poll)).toEqual([{ child: null, voted: false, answer: null }])
  orFail(await vote(house, paula, { poll, answer: text('Schachtelhalm') }))
  expect(await bytesRead(sami, poll)).not.toContain('Schachtelhalm')
  expect(await ownOf(sami, poll)).toMatchObject([{ answer: text('Zitronenfalter') }])
  expect(await ownOf(paula, poll)).toMatchObject([{ answer: text('Schachtelhalm') }])
  const { returns, totals } = await reading(house, anna, poll)
  expect(totals?.answers).toBe(2)
  expect(returns?.answers.map(({ voters, answer }) => [voters.map(({ child }) => child), answer])).toEqual(
    expect.arrayContaining([
      [[layan], text('Zitronenfalter')],
      [[kim], text('Schachtelhalm')],
    ]),
  )
  expect(returns?.asked).toBeGreaterThanOrEqual(2)
})

test('[K-40, N9] who answers for children of two families tells neither of them, by no byte', async () => {
  const { id: poll } = await asking()
  const phones = {
    anna: await Phone.of(house, anna),
    paula: await Phone.of(house, paula),
    sami: await Phone.of(house, sami),
  }
  const read = { paula: await bytesRead(paula, poll), sami: await bytesRead(sami, poll) }
  const told = ({ told: all }: Phone) => all.filter(({ event }) => event.name === 'poll.voted' && event.ref === poll)
  orFail(await vote(house, paul, { poll, answer: text('Löwenzahnhonig') }))
  await vi.waitFor(() => expect(told(phones.anna)).toHaveLength(1), 10_000)
  expect([told(phones.paula), told(phones.sami)]).toEqual([[], []])
  const without = (bytes: string) => bytes.replaceAll(/"request":"[^"]+"/g, '')
  expect(without(await bytesRead(paula, poll))).toBe(without(read.paula))
  expect(without(await bytesRead(sami, poll))).toBe(without(read.sami))
  for (const phone of Object.values(phones)) phone.leave()
})

test('[K-63, K-40] when the one goes who connected two families, neither has the answer that was given for both', async () => {
  const { id: poll } = await asking()
  orFail(await vote(house, paul, { poll, answer: text('Moosbeere') }))
  const anonymous = await asking({ kind: 'one', options: ['Ja', 'Nein'], anonymous: true })
  orFail(await vote(house, paul, { poll: anonymous.id, answer: choose(0) }))
  orFail(await house.call('membership.remove', anna, { membership: paul.as }))
  for (const who of [paula, sami]) {
    expect(await bytesRead(who, poll)).not.toContain('Moosbeere')
    for (const id of [poll, anonymous.id])
      expect(await ownOf(who, id)).toEqual([{ child: null, voted: false, answer: null }])
  }
  orFail(await vote(house, paula, { poll, answer: text('Farnwedel') }))
  orFail(await vote(house, sami, { poll, answer: text('Ahornblatt') }))
  expect(await ownOf(paula, poll)).toMatchObject([{ answer: text('Farnwedel') }])
  expect(await ownOf(sami, poll)).toMatchObject([{ answer: text('Ahornblatt') }])
  const { returns } = await reading(house, anna, poll)
  expect(returns?.answers.map(({ answer }) => answer)).toEqual(
    expect.arrayContaining([text('Moosbeere'), text('Farnwedel'), text('Ahornblatt')]),
  )
  expect(answerOf(await vote(house, paula, { poll: anonymous.id, answer: choose(1) }))).toBe('ok')
})
