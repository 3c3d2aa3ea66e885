import { randomUUID } from 'node:crypto'
import type { ChatAcknowledgementId, MessageId, ThreadId } from '@morgenkreis/protocol'
import { apfelhof, igel, kraniche, sonnen, wellen } from '@morgenkreis/world'
import { expect, test } from 'vitest'
import { anna, answerOf, clara, claraOfCouncil, emre, frieda, olga, orFail, paul, paula, sami } from './cast.ts'
import type { Caller } from './house.ts'
import { standingHouse } from './standing-house.ts'
import { say, standing } from './talking.ts'
import { bareSocket, greeting } from './wire.ts'
import { acknowledged } from './writing.ts'

const house = await standingHouse()

const chatOf = (group: string) => group as ThreadId
const sun = chatOf(sonnen)
const wave = chatOf(wellen)
const council = chatOf(apfelhof)
const stored = () => house.ground.database.data.collection('messages').countDocuments()
const list = async (who: Caller, thread: ThreadId) => orFail(await house.call('message.list', who, { thread })).messages
const texts = async (who: Caller, thread: ThreadId) =>
  (await list(who, thread)).map((one) => ('text' in one ? one.text : one.gone))

test('[D-05, K-101] without the acknowledgement nothing is said in a chat; with it, once for all messages', async () => {
  const before = await stored()
  const send = (under?: ChatAcknowledgementId) =>
    house.call('message.send', paula, { thread: sun, text: 'Hallo', ...(under && { under }) })
  expect(answerOf(await send())).toBe('acknowledgement-missing')
  expect(answerOf(await send(crypto.randomUUID() as ChatAcknowledgementId))).toBe('acknowledgement-missing')
  expect(answerOf(await house.call('thread.acknowledge', paula, { thread: sun }))).toBe('acknowledgement-missing')
  expect(await stored()).toBe(before)
  const given = await standing(house, paula, sun)
  expect(answerOf(await send(given))).toBe('ok')
  expect(answerOf(await send(given))).toBe('ok')
  const read = orFail(await house.call('thread.read', paula, { thread: sun }))
  expect(read).toMatchObject({ acknowledgement: given, audience: { families: 22, staff: 5 } })
  const rows = await house.ground.database.data.collection('messages').find({ under: given }).toArray()
  expect(rows).toHaveLength(2)
  expect(rows[0]?.proof).toMatchObject({ notice: 'chat', families: 22, staff: 5 })
})

test('[D-05] an acknowledgement serves its author, its thread, and nothing else', async () => {
  const ofPaula = await standing(house, clara, sun)
  const send = (who: Caller, thread: ThreadId, under: ChatAcknowledgementId) =>
    house.call('message.send', who, { thread, text: 'Hallo', under })
  expect(answerOf(await send(paul, sun, ofPaula))).toBe('acknowledgement-stale')
  const toComment = await acknowledged(house, emre, { kind: 'announcement', facility: apfelhof, groups: [sonnen] })
  expect(answerOf(await house.call('thread.acknowledge', emre, { thread: sun, acknowledgement: toComment }))).toBe(
    'acknowledgement-stale',
  )
  const inOther = await acknowledged(house, anna, { kind: 'chat', thread: wave })
  expect(answerOf(await house.call('thread.acknowledge', anna, { thread: sun, acknowledgement: inOther }))).toBe(
    'acknowledgement-stale',
  )
  expect(answerOf(await house.call('thread.acknowledge', anna, { thread: wave, acknowledgement: inOther }))).toBe('ok')
  expect(answerOf(await house.call('thread.acknowledge', anna, { thread: wave, acknowledgement: inOther }))).toBe(
    'acknowledgement-used',
  )
})

test('[K-36, K-65, D-06] a chat belongs to its group: guardians and staff of it, and the head', async () => {
  await say(house, paula, { thread: sun, text: 'Wer bringt morgen Äpfel mit?' })
  for (const who of [anna, emre, frieda, clara, paul])
    expect(await texts(who, sun)).toContain('Wer bringt morgen Äpfel mit?')
  for (const who of [sami, olga])
    expect(answerOf(await house.call('message.list', who, { thread: sun }))).toBe('not-found')
  // Decision 13: the council hears chats of families only under the own guardian hat.
  expect(answerOf(await house.call('message.list', claraOfCouncil, { thread: sun }))).toBe('not-found')
  expect(answerOf(await house.call('message.list', olga, { thread: chatOf(kraniche) }))).toBe('module-off')
  expect(answerOf(await house.call('message.send', frieda, { thread: sun, text: 'Ich nicht.' }))).toBe('forbidden')
})

test('[K-32] the council room is the council’s alone', async () => {
  const said = await say(house, claraOfCouncil, { thread: council, text: 'Wann treffen wir uns?' })
  expect(await texts(claraOfCouncil, council)).toEqual(['Wann treffen wir uns?'])
  for (const who of [anna, emre, paula, clara, olga])
    expect(answerOf(await house.call('message.list', who, { thread: council }))).toBe('not-found')
  expect(house.heardBy(anna.person).join()).not.toContain(said.id)
})

test('staff-led: families answer the team and begin nothing; read-only: nobody writes', async () => {
  const under = await standing(house, sami, wave)
  const begin = await house.call('message.send', sami, { thread: wave, text: 'Hallo', under })
  expect(answerOf(begin)).toBe('answers-only')
  const asked = await say(house, anna, { thread: wave, text: 'Wer kommt mit ins Schwimmbad?' })
  const answered = await say(house, sami, { thread: wave, text: 'Wir!', quotes: asked.id })
  expect(answered.quotation).toMatchObject({ message: asked.id, excerpt: 'Wer kommt mit ins Schwimmbad?' })
  const toFamily = await house.call('message.send', sami, {
    thread: wave,
    text: 'Noch was',
    under,
    quotes: answered.id,
  })
  expect(answerOf(toFamily)).toBe('answers-only')
  const still = await standing(house, anna, chatOf(igel))
  expect(answerOf(await house.call('message.send', anna, { thread: chatOf(igel), text: 'Hallo', under: still }))).toBe(
    'read-only',
  )
})

test('[K-02] switched off, a chat answers module-off and stands in no list; what was said is there again afterwards', async () => {
  const before = await texts(paula, sun)
  const switching = (mode: 'open' | 'off') =>
    house.call('chat.switch', anna, { facility: apfelhof, group: sonnen, mode })
  expect(answerOf(await house.call('chat.switch', emre, { facility: apfelhof, group: sonnen, mode: 'off' }))).toBe(
    'forbidden',
  )
  orFail(await switching('off'))
  for (const name of ['message.list', 'thread.read'] as const)
    expect(answerOf(await house.call(name, paula, { thread: sun }))).toBe('module-off')
  expect(answerOf(await house.call('message.send', paula, { thread: sun, text: 'Hallo' }))).toBe('module-off')
  const { threads } = orFail(await house.call('thread.list', paula, { facility: apfelhof }))
  expect(threads.map(({ id }) => id)).not.toContain(sun)
  orFail(await switching('open'))
  expect(await texts(paula, sun)).toEqual(before)
  orFail(await house.call('module.switch', anna, { facility: apfelhof, module: 'chat', on: false }))
  expect(orFail(await house.call('thread.list', paula, { facility: apfelhof })).threads).toEqual([])
  expect(answerOf(await house.call('message.list', paula, { thread: sun }))).toBe('module-off')
  expect(answerOf(await house.call('message.send', paula, { thread: sun, text: 'Hallo' }))).toBe('module-off')
  orFail(await house.call('module.switch', anna, { facility: apfelhof, module: 'chat', on: true }))
  expect(await texts(paula, sun)).toEqual(before)
})

test('a message can be changed by its author for ten minutes, is marked, and stays what it was for nobody', async () => {
  const said = await say(house, paula, { thread: sun, text: 'Treffen um acht.' })
  const under = orFail(await house.call('thread.read', paula, { thread: sun })).acknowledgement ?? undefined
  const change = (who: Caller, text: string) =>
    house.call('message.edit', who, { message: said.id, text, ...(under && { under }) })
  expect(answerOf(await change(paul, 'Treffen um neun.'))).toBe('forbidden')
  expect(answerOf(await change(anna, 'Treffen um neun.'))).toBe('forbidden')
  expect(answerOf(await house.call('message.edit', paula, { message: said.id, text: 'Ohne' }))).toBe(
    'acknowledgement-missing',
  )
  const changed = orFail(await change(paula, 'Treffen um neun.'))
  expect(changed).toMatchObject({ text: 'Treffen um neun.', v: 2, editedAt: expect.any(String) })
  expect(await texts(emre, sun)).toContain('Treffen um neun.')
  house.clock.advance(10 * 60 * 1000 + 1)
  expect(answerOf(await change(paula, 'Treffen um zehn.'))).toBe('too-late')
})

test('[D-08, K-21, K-81] a removed message leaves a line without a name, and no quotation repeats it', async () => {
  const secret = 'Das war zu viel gesagt.'
  const said = await say(house, paula, { thread: sun, text: secret })
  const quoting = await say(house, paul, { thread: sun, text: 'Warum?', quotes: said.id })
  expect(quoting.quotation?.excerpt).toBe(secret)
  expect(answerOf(await house.call('message.remove', sami, { message: said.id }))).toBe('not-found')
  expect(answerOf(await house.call('message.remove', paul, { message: said.id }))).toBe('forbidden')
  const line = orFail(await house.call('message.remove', paula, { message: said.id }))
  expect(line).toMatchObject({ id: said.id, gone: 'withdrawn' })
  const after = await list(emre, sun)
  expect(JSON.stringify(after)).not.toContain(secret)
  expect(after.find(({ id }) => id === quoting.id)).toMatchObject({
    quotation: { message: said.id, author: null, excerpt: null },
  })
  expect(answerOf(await house.call('message.edit', paula, { message: said.id, text: 'Doch' }))).toBe('not-found')
  const next = await say(house, clara, { thread: sun, text: 'Alles gut.' })
  expect(orFail(await house.call('message.remove', emre, { message: next.id }))).toMatchObject({ gone: 'removed' })
  house.clock.advance(7 * 24 * 60 * 60 * 1000 + 1)
  expect((await list(emre, sun)).map(({ id }) => id)).not.toContain(said.id)
})

test('[I7] the read cursor goes forward only, counts what others said, and can be set to unread', async () => {
  const [first, second] = [
    await say(house, emre, { thread: sun, text: 'Eins' }),
    await say(house, emre, { thread: sun, text: 'Zwei' }),
  ]
  const unread = async (who: Caller) =>
    orFail(await house.call('thread.list', who, { facility: apfelhof })).threads.find(({ id }) => id === sun)
  const mark = (upTo?: MessageId, marked = false) =>
    house.call('thread.mark', paul, { thread: sun, unread: marked, ...(upTo && { upTo }) })
  orFail(await mark(first.id))
  expect(await unread(paul)).toMatchObject({ unread: 1, mark: { upTo: first.id, unread: false } })
  orFail(await mark(second.id))
  expect(orFail(await mark(first.id))).toMatchObject({ upTo: second.id })
  expect(await unread(paul)).toMatchObject({ unread: 0 })
  orFail(await mark(undefined, true))
  expect(await unread(paul)).toMatchObject({ unread: 0, mark: { upTo: second.id, unread: true } })
  await say(house, paul, { thread: sun, text: 'Drei' })
  expect(await unread(paul)).toMatchObject({ unread: 0 })
  expect((await unread(emre))?.unread).toBeGreaterThan(0)
  const both = await Promise.all([mark(second.id), mark(second.id), mark(second.id)])
  expect(both.map(answerOf).filter((answer) => answer !== 'ok' && answer !== 'try-again')).toEqual([])
})

test('pages lead back to the beginning without a gap, and a quotation leads into the middle', async () => {
  const thread = wave
  const said: MessageId[] = []
  for (let n = 0; n < 120; n += 1) said.push((await say(house, anna, { thread, text: `Nachricht ${n}` })).id)
  const read = async (input: { before?: MessageId; around?: MessageId; after?: MessageId }) =>
    orFail(await house.call('message.list', sami, { thread, ...input }))
  const newest = await read({})
  expect(newest).toMatchObject({ older: true, newer: false })
  expect(newest.messages.map(({ id }) => id)).toEqual(said.slice(-50))
  const before = await read({ before: newest.messages[0]!.id })
  expect(before.messages.map(({ id }) => id)).toEqual(said.slice(-100, -50))
  const around = await read({ around: said[40]! })
  expect(around).toMatchObject({ older: true, newer: true })
  expect(around.messages.map(({ id }) => id)).toContain(said[40])
  const after = await read({ after: said[100]! })
  expect(after.messages.map(({ id }) => id)).toEqual(said.slice(101))
  expect(after).toMatchObject({ older: true, newer: false })
})

test('[I8] of ten thousand messages in a second from one client few are taken, each once, and others write on', async () => {
  await say(house, paula, { thread: sun, text: 'Achtung.' })
  const { acknowledgement: under } = orFail(await house.call('thread.read', paula, { thread: sun }))
  const before = await stored()
  const socket = bareSocket(house, await house.headersOf(paula.person))
  expect(await greeting(socket)).toBe('connected')
  const answers: string[] = []
  for (let n = 0; n < 10_000; n += 1) {
    const call = { as: paula.as, request: randomUUID(), input: { thread: sun, text: `Flut ${n}`, under } }
    socket.emit('message.send', call, (reply: Parameters<typeof answerOf>[0]) => answers.push(answerOf(reply)))
  }
  await say(house, paul, { thread: sun, text: 'Ich schreibe weiter.' })
  await expect.poll(() => answers.length, { timeout: 15_000 }).toBe(10_000)
  socket.close()
  expect(new Set(answers)).toEqual(new Set(['ok', 'rate-limited']))
  const taken = answers.filter((answer) => answer === 'ok').length
  expect(taken).toBeLessThanOrEqual(300)
  expect(await stored()).toBe(before + taken + 1)
})
