import { randomUUID } from 'node:crypto'
import type { Acknowledgement, InputOf, ThreadId } from '@morgenkreis/protocol'
import { apfelhof, sonnen } from '@morgenkreis/world'
import { expect, test, vi } from 'vitest'
import { beginningWithPolls, question } from './asking.ts'
import { anna, answerOf, clara, emre, everybody, forestDay, orFail, parentsEvening, paul, paula } from './cast.ts'
import type { Caller } from './house.ts'
import type { Phone } from './phone.ts'
import { housePhoned } from './standing-house.ts'
import { say, standing } from './talking.ts'
import { acknowledged, announce } from './writing.ts'

const { house, phones } = await housePhoned(everybody, beginningWithPolls)

const canary = 'Gelbschnabel'
const sun = sonnen as string as ThreadId
const groups = [sonnen]

/** What it is answered over HTTP, and over the socket. */
async function bothDoors(
  name: 'comment.publish' | 'poll.publish' | 'thread.acknowledge' | 'message.send' | 'message.edit',
  who: Caller,
  phone: Phone,
  input: object,
): Promise<string[]> {
  // Some of it has a form that no client sends.
  const sent = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as never
  return [answerOf(await house.call(name, who, sent)), answerOf(await phone.call(name, who.as, sent))]
}

const inSun = ['anna', 'emre', 'frieda', 'clara', 'paula', 'paul'] as const

/** What was told before has arrived everywhere. */
async function everybodyHeard(word: string): Promise<void> {
  for (const name of inSun)
    await vi.waitFor(
      () => expect([name, house.heardBy(phones[name].person).join().includes(word)]).toEqual([name, true]),
      {
        timeout: 10_000,
      },
    )
}

type Destination = InputOf<'audience.preview'>['destination']

/** Every acknowledgement that is none: of another, for another place, used, forged, changed, not said yes to. */
async function none(who: Caller, destination: Destination, used: Acknowledgement): Promise<unknown[]> {
  const other = who === clara ? paula : clara
  const elsewhere: Destination = { kind: 'comment', announcement: parentsEvening }
  const own = await acknowledged(house, who, destination)
  const [sealed = '', mac = ''] = own.preview.split('.')
  return [
    undefined,
    { ...own, accepted: false },
    { preview: 'x.y', accepted: true },
    { preview: `${sealed}.${mac.replaceAll(/[a-m]/g, 'q')}`, accepted: true },
    { preview: `${sealed.slice(0, -2)}AA.${mac}`, accepted: true },
    await acknowledged(house, other, elsewhere),
    await acknowledged(house, who === emre ? anna : who, elsewhere),
    used,
  ]
}

/** What reached all others meanwhile, on the wire; what is told afterwards to everybody comes behind it. */
async function expectSilence(author: Caller, attempt: () => Promise<void>): Promise<void> {
  const others = Object.entries(phones).filter(([, { person }]) => person !== author.person)
  const before = others.map(([name, { frames, told }]) => ({ name, frames, told: told.length }))
  await attempt()
  expect(others.map(([name, { frames, told }]) => ({ name, frames, told: told.length }))).toEqual(before)
  const { id } = await announce(house, anna, { facility: apfelhof, groups })
  for (const [name, phone] of others.filter(([name]) => inSun.some((one) => one === name))) {
    const since = before.find((one) => one.name === name)!
    await vi.waitFor(() => expect(phone.told.some(({ event }) => event.ref === id)).toBe(true), { timeout: 10_000 })
    const heard = new Set(phone.told.slice(since.told).map(({ event }) => event.ref))
    expect([name, [...heard]]).toEqual([name, [id]])
  }
  for (const [, { person }] of others) expect(house.heardBy(person).join()).not.toContain(canary)
}

const refused = /^(?:acknowledgement-(?:missing|stale|used)|invalid)$/

test('[D-05] a comment that is refused at the gate leaves no byte on any socket of the others', async () => {
  const under = { announcement: forestDay }
  const used = await acknowledged(house, clara, { kind: 'comment', ...under })
  orFail(await house.call('comment.publish', clara, { ...under, text: 'Gern.', acknowledgement: used }))
  await everybodyHeard('Gern.')
  await expectSilence(clara, async () => {
    const text = `${canary} im Kommentar`
    for (const acknowledgement of await none(clara, { kind: 'comment', ...under }, used))
      expect(await bothDoors('comment.publish', clara, phones.clara, { ...under, text, acknowledgement })).toEqual([
        expect.stringMatching(refused),
        expect.stringMatching(refused),
      ])
  })
})

test('[D-05] nor does a poll', async () => {
  const destination = { kind: 'poll', facility: apfelhof, groups } as const
  const entered = { facility: apfelhof, ...question(house) }
  const used = await acknowledged(house, emre, destination)
  const { id } = orFail(await house.call('poll.publish', emre, { ...entered, acknowledgement: used }))
  await everybodyHeard(id)
  await expectSilence(emre, async () => {
    const asked = { ...entered, question: `${canary}?`, options: [canary, 'Nein'] }
    for (const acknowledgement of await none(emre, destination, used))
      expect(await bothDoors('poll.publish', emre, phones.emre, { ...asked, acknowledgement })).toEqual([
        expect.stringMatching(refused),
        expect.stringMatching(refused),
      ])
  })
})

test('[D-05] nor what is said, or changed, in a chat under no standing acknowledgement of its author for it', async () => {
  const ofPaul = await standing(house, paul, sun)
  const ofClara = await standing(house, clara, sun)
  const said = await say(house, paula, { thread: sun, text: 'Wer kommt mit?' })
  await everybodyHeard(said.id)
  const used = await acknowledged(house, clara, { kind: 'chat', thread: sun })
  await expectSilence(paula, async () => {
    for (const acknowledgement of await none(paula, { kind: 'chat', thread: sun }, used))
      expect(await bothDoors('thread.acknowledge', paula, phones.paula, { thread: sun, acknowledgement })).toEqual([
        expect.stringMatching(refused),
        expect.stringMatching(refused),
      ])
    for (const under of [undefined, randomUUID(), ofPaul, ofClara, said.id]) {
      const text = `${canary} im Chat`
      for (const [name, input] of [
        ['message.send', { thread: sun, text, under }],
        ['message.send', { thread: sun, text, under, quotes: said.id }],
        ['message.edit', { message: said.id, text, under }],
      ] as const)
        expect(await bothDoors(name, paula, phones.paula, input)).toEqual([
          expect.stringMatching(refused),
          expect.stringMatching(refused),
        ])
    }
  })
  const { messages } = orFail(await house.call('message.list', clara, { thread: sun }))
  expect(messages.find(({ id }) => id === said.id)).toEqual(said)
})
