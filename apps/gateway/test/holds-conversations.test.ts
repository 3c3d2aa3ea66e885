import { apfelhof, kim } from '@morgenkreis/world'
import type { MessageId, ThreadId } from '@morgenkreis/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anna, answerOf, beginningOfFew, claraOfCouncil, emre, olga, orFail, paul, paula } from './cast.ts'
import { openHouse, type Caller, type House } from './house.ts'
import { ledgerOf } from './ledger-lines.ts'
import { expectConverges, phonesOf } from './phone.ts'
import { say } from './talking.ts'

let house: House
beforeAll(async () => {
  house = await openHouse({}, { beginning: beginningOfFew })
})
afterAll(() => house.close())

const day = 24 * 60 * 60 * 1000
const source = '§ 147 AO'
const hold = (ref: MessageId, by: Caller = anna, days = 300) => {
  const until = new Date(house.clock.now().getTime() + days * day).toISOString()
  return house.call('hold.place', by, { thing: { kind: 'message', ref }, source, until })
}
const start = async (who: Caller, text: string, partner: 'team' | 'head') => {
  house.clock.advance(1000)
  return orFail(await house.call('conversation.start', who, { child: kim, partner, text }))
}
const shown = async (who: Caller, thread: ThreadId) =>
  JSON.stringify(orFail(await house.call('message.list', who, { thread })).messages)

test('[K-05] the head locks a message of a conversation that she answers: it is gone on both sides, in every quotation too', async () => {
  const said = await start(paula, 'Die Rechnung vom Mai.', 'head')
  const { thread } = said
  const quoting = await say(house, anna, { thread, text: 'Ist angekommen.', quotes: said.id })
  expect(quoting.quotation?.excerpt).toBe('Die Rechnung vom Mai.')
  const phones = await phonesOf(house, { paula, anna, emre })
  const before = house.heardBy(emre.person).length
  for (const by of [paula, emre, paul, olga])
    expect(answerOf(await hold(said.id, by))).toBe(by === paula ? 'forbidden' : 'not-found')
  const { hold: lock } = orFail(await hold(said.id))
  await expectConverges(phones)
  for (const phone of Object.values(phones)) phone.leave()
  for (const by of [paula, anna]) expect(await shown(by, thread)).not.toContain('Rechnung')
  expect(house.heardBy(emre.person).slice(before).join()).not.toContain(said.id)
  for (const by of [paula, anna])
    expect(answerOf(await house.call('message.remove', by, { message: said.id }))).toBe('not-found')
  await house.gateway.work('linking')
  expect((await ledgerOf(house, said.id)).at(-1)).toMatchObject({ rule: 'held', deed: 'set', collection: 'messages' })
  orFail(await house.call('hold.lift', anna, { hold: lock }))
  await house.gateway.work('purge')
  expect(await shown(paula, thread)).toContain('Rechnung')
})

test('[K-05, K-15] what she does not read she cannot lock: the team hands it over with all that was said', async () => {
  const said = await start(paula, 'Kim ist vom Klettergerüst gefallen.', 'team')
  const { thread } = said
  for (const by of [anna, emre]) expect(answerOf(await hold(said.id, by))).toBe(by === anna ? 'not-found' : 'forbidden')
  orFail(await house.call('conversation.pass', emre, { thread, partner: 'head' }))
  const { hold: lock } = orFail(await hold(said.id))
  await say(house, anna, { thread, text: 'Danke, ich habe es notiert.' })
  orFail(await house.call('conversation.pass', anna, { thread, partner: 'team' }))
  for (const by of [emre, paula]) expect(await shown(by, thread)).not.toContain('Klettergerüst')
  expect(answerOf(await house.call('message.list', anna, { thread }))).toBe('not-found')
  const { holds } = orFail(await house.call('hold.list', anna, { facility: apfelhof }))
  expect(holds.filter(({ id }) => id === lock)).toMatchObject([{ source }])
  expect(JSON.stringify(holds)).not.toContain('Klettergerüst')
  // Lifted by whoever may lock, whoever answers meanwhile.
  orFail(await house.call('hold.lift', anna, { hold: lock }))
  await house.gateway.work('purge')
  expect(await shown(emre, thread)).toContain('Klettergerüst')
})

test('[K-05, K-77] what its author took back lies in no trash of hers, and is not locked', async () => {
  const said = await start(paula, 'Doch nicht.', 'head')
  orFail(await house.call('message.remove', paula, { message: said.id }))
  expect(answerOf(await hold(said.id))).toBe('not-found')
  const { id } = await say(house, anna, { thread: said.thread, text: 'Meine Antwort.' })
  orFail(await house.call('message.remove', anna, { message: id }))
  orFail(await hold(id))
  expect(answerOf(await house.call('message.restore', anna, { message: id }))).toBe('not-found')
  expect(JSON.stringify(orFail(await house.call('trash.list', anna, { facility: apfelhof })))).not.toContain(id)
})

test('[K-05, K-15] the council room keeps to itself: nobody locks there, since nobody of the Kita reads there', async () => {
  const { id } = await say(house, claraOfCouncil, { thread: apfelhof as string as ThreadId, text: 'Nur unter uns.' })
  expect(answerOf(await hold(id))).toBe('not-found')
  expect(answerOf(await hold(id, claraOfCouncil))).toBe('forbidden')
})
