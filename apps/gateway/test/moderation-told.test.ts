import type { ThreadId } from '@morgenkreis/protocol'
import { apfelhof, sonnen } from '@morgenkreis/world'
import { expect, test, vi } from 'vitest'
import { anna, answerOf, beate, clara, emre, everybody, forestDay, orFail, paul, paula } from './cast.ts'
import { queueOf, report, settle, waiting, type Thing } from './moderating.ts'
import { expectConverges } from './phone.ts'
import { housePhoned } from './standing-house.ts'
import { say } from './talking.ts'
import { announce, comment } from './writing.ts'

const people = { ...everybody, beate }
const { house, phones } = await housePhoned(people)

const sun = sonnen as string as ThreadId
const aSecond = { timeout: 1000, interval: 5 }

/** What reached each of them so far, once nothing more is on its way. */
async function quiet(): Promise<Record<string, number>> {
  const heard = () =>
    Object.fromEntries(Object.entries(people).map(([name, who]) => [name, house.heardBy(who.person).length]))
  for (let before = heard(); ; before = heard()) {
    await new Promise((later) => setTimeout(later, 300))
    if (JSON.stringify(heard()) === JSON.stringify(before)) return before
  }
}

/** Every byte that each of them received while this was done; signs of life are none. */
async function heardDuring(act: () => Promise<unknown>): Promise<Record<keyof typeof people, string>> {
  await expectConverges(phones)
  const before = await quiet()
  await act()
  await quiet()
  const heard = Object.entries(people).map(([name, { person }]) => [
    name,
    tellingOf(house.heardBy(person).slice(before[name])),
  ])
  return Object.fromEntries(heard) as Record<keyof typeof people, string>
}
const tellingOf = (received: readonly string[]) => received.filter((bytes) => bytes.length > 1).join()

const whoShows = (text: string) =>
  Object.entries(phones).flatMap(([name, { screen }]) => (screen.texts.includes(text) ? name : []))

test('[moderation-01, K-15, K-37] who reported reaches nobody; that somebody did, those who judge it there', async () => {
  const said = await say(house, paula, { thread: sun, text: 'Jonte hat Läuse, passt auf.' })
  const thing: Thing = { kind: 'message', ref: said.id }
  const note = 'Das Kind einer anderen Familie.'
  const heard = await heardDuring(() => report(house, paul, thing, { reason: 'privacy', note }))
  for (const name of ['emre', 'frieda', 'clara', 'paula', 'sami', 'olga'] as const)
    expect([name, heard[name]]).toEqual([name, ''])
  for (const name of ['anna', 'beate'] as const) expect(heard[name]).toContain('report.filed')
  const { id } = await waiting(house, anna, thing)
  for (const name of ['anna', 'beate'] as const)
    for (const secret of [paul.as, paul.person, 'privacy', note, said.text]) expect(heard[name]).not.toContain(secret)
  const queue = await heardDuring(() => queueOf(house, beate))
  expect(queue.beate).toContain(note)
  for (const secret of [paul.as, paul.person]) expect(queue.beate).not.toContain(secret)
  // Judged and kept: whoever did not judge it hears nothing of that, either.
  const kept = await heardDuring(async () => orFail(await settle(house, anna, id, 'kept')))
  for (const name of ['emre', 'frieda', 'clara', 'paula', 'paul', 'sami', 'olga'] as const)
    expect([name, kept[name]]).toEqual([name, ''])
  expect(kept.beate).toContain('report.settled')
})

test('[moderation-02, D-08] a hidden message leaves every screen within a second, with what quotes it, and comes back', async () => {
  const secret = 'Frau M. hat keine Ahnung von Kindern.'
  const said = await say(house, paula, { thread: sun, text: secret })
  const quoting = await say(house, paul, { thread: sun, text: 'Muss das sein?', quotes: said.id })
  await expectConverges(phones)
  expect(whoShows(secret)).toEqual(['anna', 'emre', 'frieda', 'clara', 'paula', 'paul', 'beate'])
  const thing: Thing = { kind: 'message', ref: said.id }
  await report(house, clara, thing)
  const { id } = await waiting(house, anna, thing)
  orFail(await settle(house, anna, id, 'hidden'))
  await vi.waitFor(() => expect(whoShows(secret)).toEqual([]), aSecond)
  await expectConverges(phones)
  const later = await heardDuring(async () => {
    for (const who of [anna, emre, clara, paula, paul]) {
      const { messages } = orFail(await house.call('message.list', who, { thread: sun }))
      expect(messages.find((one) => one.id === said.id)).toMatchObject({ gone: 'hidden' })
      expect(messages.find((one) => one.id === quoting.id)).toMatchObject({
        quotation: { author: null, excerpt: null },
      })
      orFail(await house.call('thread.list', who, { facility: apfelhof }))
    }
    for (const who of [paula, emre, anna])
      for (const call of [
        house.call('message.edit', who, { message: said.id, text: 'Anders' }),
        house.call('report.file', who, { thing, reason: 'other' }),
        house.call('message.send', who, { thread: sun, text: 'Doch', quotes: said.id }),
      ])
        expect(answerOf(await call)).toMatch(/^(not-found|forbidden)$/)
    await catchUp()
  })
  for (const heard of Object.values(later)) expect(heard).not.toContain(secret)
  expect(await waiting(house, beate, thing)).toMatchObject({ state: 'hidden', text: secret })
  orFail(await settle(house, beate, id, 'kept'))
  await vi.waitFor(() => expect(whoShows(secret)).toHaveLength(7), aSecond)
  await expectConverges(phones)
  const { messages } = orFail(await house.call('message.list', paul, { thread: sun }))
  expect(messages.find((one) => one.id === quoting.id)).toMatchObject({ quotation: { excerpt: secret } })
})

/** Somebody who was away asks for everything that the room told. */
async function catchUp() {
  const { rooms } = orFail(await house.call('room.list', paul, {}))
  const cursors = rooms.map((cursor) => ({ ...cursor, seq: Math.max(0, cursor.seq - 50) }))
  orFail(await house.call('room.sync', paul, { cursors }))
}

test('[moderation-02, D-08] so does a comment, and an announcement with what stands under it', async () => {
  const secret = 'Kims Eltern zahlen nie.'
  const said = await comment(house, paula, forestDay, secret)
  const thing: Thing = { kind: 'comment', ref: said.id }
  await report(house, paul, thing)
  const { id } = await waiting(house, beate, thing)
  orFail(await settle(house, beate, id, 'hidden'))
  await vi.waitFor(() => expect(whoShows(secret)).toEqual([]), aSecond)
  await expectConverges(phones)
  orFail(await settle(house, anna, id, 'kept'))
  await expectConverges(phones)
  expect(whoShows(secret)).toContain('clara')
  orFail(await settle(house, anna, id, 'removed'))
  await expectConverges(phones)
  const { comments } = orFail(await house.call('comment.list', paula, { announcement: forestDay }))
  expect(comments.find((one) => one.id === said.id)).toMatchObject({ gone: 'removed' })

  const announced = await announce(house, emre, { facility: apfelhof, groups: [sonnen], text: 'Ein falscher Satz.' })
  const below = await comment(house, paul, announced.id, 'Darunter gesagt.')
  const whole: Thing = { kind: 'announcement', ref: announced.id }
  await report(house, paula, whole)
  const again = await waiting(house, anna, whole)
  orFail(await settle(house, anna, again.id, 'hidden'))
  await vi.waitFor(
    () => expect([...whoShows('Ein falscher Satz.'), ...whoShows('Darunter gesagt.')]).toEqual([]),
    aSecond,
  )
  await expectConverges(phones)
  expect(answerOf(await house.call('comment.list', paula, { announcement: announced.id }))).toBe('not-found')
  expect(orFail(await house.call('announcement.read', paula, { announcement: announced.id }))).toMatchObject({
    gone: 'hidden',
  })
  orFail(await settle(house, anna, again.id, 'kept'))
  await vi.waitFor(() => expect(whoShows('Ein falscher Satz.')).toContain('paula'), aSecond)
  const { comments: there } = orFail(await house.call('comment.list', paula, { announcement: announced.id }))
  expect(there).toMatchObject([{ id: below.id, text: 'Darunter gesagt.' }])
})

test('[moderation-01] who moderates and wrote it learns nothing of the report, and does not judge it', async () => {
  const said = await comment(house, beate, forestDay, 'Ich habe das so entschieden.')
  const thing: Thing = { kind: 'comment', ref: said.id }
  const heard = await heardDuring(() => report(house, paula, thing))
  expect(heard.beate).toBe('')
  expect(heard.anna).toContain('report.filed')
  const { id } = await waiting(house, anna, thing)
  expect((await queueOf(house, beate)).reports.map((one) => one.id)).not.toContain(id)
  expect(answerOf(await settle(house, beate, id, 'removed'))).toBe('forbidden')
})
