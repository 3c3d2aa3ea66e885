import type { MessageId, ThreadId } from '@morgenkreis/protocol'
import { apfelhof, kim, sonnen } from '@morgenkreis/world'
import { expect, test } from 'vitest'
import {
  anna,
  answerOf,
  beate,
  clara,
  claraOfCouncil,
  emre,
  everybody,
  frieda,
  orFail,
  paul,
  paula,
  sami,
} from './cast.ts'
import type { Caller } from './house.ts'
import { expectConverges } from './phone.ts'
import { housePhoned } from './standing-house.ts'
import { say } from './talking.ts'

const { house, phones } = await housePhoned(everybody)

const day = 24 * 60 * 60 * 1000
const sun = sonnen as string as ThreadId
const council = apfelhof as string as ThreadId

const remove = async (who: Caller, message: MessageId) => orFail(await house.call('message.remove', who, { message }))
const restore = (who: Caller, message: MessageId) => house.call('message.restore', who, { message })
const answered = async (message: MessageId, people: Record<string, Caller>) => {
  const answers: Record<string, string> = {}
  for (const [name, who] of Object.entries(people)) answers[name] = answerOf(await restore(who, message))
  return answers
}
const trashed = async (who: Caller) =>
  orFail(await house.call('trash.list', who, { facility: apfelhof })).items.map(({ id }) => id)
const listed = async (who: Caller, thread: ThreadId, id: MessageId) =>
  orFail(await house.call('message.list', who, { thread })).messages.find((one) => one.id === id)

/** Who has this text on the screen, once everything has been told. */
async function whoShows(text: string): Promise<string[]> {
  await expectConverges(phones)
  return Object.entries(phones).flatMap(([name, { screen }]) => (screen.texts.includes(text) ? name : []))
}
const inSun = ['anna', 'emre', 'frieda', 'clara', 'paula', 'paul']

test('[K-77, K-78, K-82] what somebody else removed from a chat comes back by those who may remove there, for everybody who heard it', async () => {
  for (const [n, who] of [anna, emre, beate].entries()) {
    const text = `Wer hat die rote Mütze? ${n}`
    const said = await say(house, paula, { thread: sun, text })
    const quoting = await say(house, clara, { thread: sun, text: `Wir nicht. ${n}`, quotes: said.id })
    expect(await whoShows(text)).toEqual(inSun)
    await remove(n === 0 ? emre : anna, said.id)
    expect(await whoShows(text)).toEqual([])
    // Its author gets it back no more than anybody else who may not remove there.
    expect(await answered(said.id, { paula, clara, frieda, sami, claraOfCouncil })).toEqual({
      ...{ paula: 'forbidden', clara: 'forbidden', frieda: 'forbidden' },
      ...{ sami: 'not-found', claraOfCouncil: 'not-found' },
    })
    expect(await trashed(who)).toContain(said.id)
    const restored = orFail(await restore(who, said.id))
    expect(restored).toMatchObject({ id: said.id, v: said.v + 2, text, author: { membership: paula.as } })
    expect(await whoShows(text)).toEqual(inSun)
    for (const reader of [anna, clara, paul]) expect(await listed(reader, sun, said.id)).toEqual(restored)
    expect(await listed(clara, sun, quoting.id)).toMatchObject({ quotation: { message: said.id, excerpt: text } })
    expect(await trashed(who)).not.toContain(said.id)
    expect(answerOf(await restore(who, said.id))).toBe('not-found')
  }
  expect(house.heardBy(sami.person).join()).not.toContain('rote Mütze')
})

test('[K-77, K-78] what its author took back from a chat its author alone gets back', async () => {
  const said = await say(house, paula, { thread: sun, text: 'Doch nicht verloren.' })
  await remove(paula, said.id)
  expect(await answered(said.id, { anna, emre, beate, frieda, clara, paul, sami })).toEqual({
    ...{ anna: 'forbidden', emre: 'forbidden', beate: 'forbidden', frieda: 'forbidden' },
    ...{ clara: 'forbidden', paul: 'forbidden', sami: 'not-found' },
  })
  for (const who of [anna, emre, clara]) expect(await trashed(who)).not.toContain(said.id)
  expect(await trashed(paula)).toContain(said.id)
  orFail(await restore(paula, said.id))
  expect(await whoShows(said.text)).toEqual(inSun)
})

test('[K-77, K-78, N9] a message of a conversation comes back by its author, for its household and the team, and for nobody else', async () => {
  house.clock.advance(1000)
  const text = 'Kim schläft gerade schlecht.'
  const said = orFail(await house.call('conversation.start', paula, { child: kim, partner: 'team', text }))
  expect(await whoShows(text)).toEqual(['emre', 'frieda', 'paula'])
  await remove(paula, said.id)
  expect(await whoShows(text)).toEqual([])
  expect(await answered(said.id, { emre, frieda, anna, paul, clara, sami })).toEqual({
    ...{ emre: 'forbidden', frieda: 'forbidden', anna: 'not-found', paul: 'not-found' },
    ...{ clara: 'not-found', sami: 'not-found' },
  })
  const restored = orFail(await restore(paula, said.id))
  expect(await whoShows(text)).toEqual(['emre', 'frieda', 'paula'])
  expect(await listed(emre, said.thread, said.id)).toEqual(restored)
  for (const who of [anna, paul, clara, sami]) expect(house.heardBy(who.person).join()).not.toContain(said.id)
})

test('[K-32, K-78] the council gets back what is its own', async () => {
  const said = await say(house, claraOfCouncil, { thread: council, text: 'Treffen am Freitag?' })
  await remove(claraOfCouncil, said.id)
  expect(await answered(said.id, { anna, emre, paula, clara })).toEqual(
    Object.fromEntries(['anna', 'emre', 'paula', 'clara'].map((name) => [name, 'not-found'])),
  )
  orFail(await restore(claraOfCouncil, said.id))
  expect(await whoShows(said.text)).toEqual(['clara'])
})

test('[I3] restored twice under one request, it is restored once', async () => {
  const said = await say(house, paula, { thread: sun, text: 'Nur einmal.' })
  await remove(paula, said.id)
  const request = crypto.randomUUID()
  const again = () => house.call('message.restore', paula, { message: said.id }, request)
  const first = orFail(await again())
  expect(orFail(await again())).toEqual(first)
  expect(await listed(clara, sun, said.id)).toEqual(first)
})

test('[K-24, K-82] to the last moment of seven days it comes back; then it is gone, and after the purge nobody learns that it was', async () => {
  const said = [paula, clara, paula].map((who) => say(house, who, { thread: sun, text: 'Sieben Tage.' }))
  const [inTime, tooLate, withdrawn] = (await Promise.all(said)).map(({ id }) => id)
  house.clock.advance(1000)
  const talk = { child: kim, partner: 'team', text: 'Sieben Tage lang.' } as const
  const ofConversation = orFail(await house.call('conversation.start', paula, talk)).id
  for (const id of [inTime!, tooLate!]) await remove(anna, id)
  for (const id of [withdrawn!, ofConversation]) await remove(paula, id)
  house.clock.advance(7 * day - 1)
  expect(answerOf(await restore(anna, inTime!))).toBe('ok')
  house.clock.advance(1)
  expect(await answered(tooLate!, { anna, emre, sami })).toEqual({ anna: 'gone', emre: 'gone', sami: 'not-found' })
  expect(await answered(ofConversation, { paula, anna })).toEqual({ paula: 'gone', anna: 'not-found' })
  expect(answerOf(await restore(paula, withdrawn!))).toBe('gone')
  expect(await trashed(anna)).not.toContain(tooLate)
  await house.gateway.work('purge')
  await house.gateway.work('linking')
  const rows = house.ground.database.data.collection<{ _id: string }>('messages')
  expect(await rows.countDocuments({ _id: { $in: [tooLate!, withdrawn!, ofConversation] } })).toBe(0)
  expect(await listed(clara, sun, inTime!)).toHaveProperty('text', 'Sieben Tage.')
  // What is left of it says not in which thread it was, and so not who may know.
  for (const id of [tooLate!, withdrawn!, ofConversation])
    expect(await answered(id, { anna, emre, paula, sami })).toEqual(
      Object.fromEntries(['anna', 'emre', 'paula', 'sami'].map((name) => [name, 'not-found'])),
    )
})
