import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ChildId, Message, ThreadId } from '@morgenkreis/protocol'
import { apfelhof, children, kim, memberships, sonnen } from '@morgenkreis/world'
import { expect, test } from 'vitest'
import { anna, answerOf, clara, claraOfCouncil, emre, frieda, olga, orFail, paul, paula, sami } from './cast.ts'
import type { Caller } from './house.ts'
import { standingHouse } from './standing-house.ts'

const house = await standingHouse()

const start = async (who: Caller, text: string, partner: 'team' | 'head' = 'team') => {
  house.clock.advance(1000)
  return orFail(await house.call('conversation.start', who, { child: kim, partner, text }))
}
const threadsOf = async (who: Caller) =>
  orFail(await house.call('thread.list', who, { facility: apfelhof })).threads.filter(
    ({ circle }) => circle === 'conversation',
  )
const texts = async (who: Caller, thread: ThreadId) =>
  orFail(await house.call('message.list', who, { thread })).messages.map((one) => ('text' in one ? one.text : one.gone))
const bytes = (who: Caller) => house.heardBy(who.person).join()

let asked: Message
test('a guardian writes to the team of the child’s group: its educators share the answer, nobody else hears it', async () => {
  asked = await start(paula, 'Kim mag zurzeit keine Möhren.')
  for (const who of [emre, frieda]) expect(await texts(who, asked.thread)).toEqual(['Kim mag zurzeit keine Möhren.'])
  for (const who of [anna, clara, claraOfCouncil, sami, olga]) {
    expect(answerOf(await house.call('message.list', who, { thread: asked.thread }))).toBe('not-found')
    expect(bytes(who)).not.toContain('Möhren')
  }
  const [thread] = await threadsOf(emre)
  expect(thread).toMatchObject({
    opened: 'team',
    partner: 'team',
    unread: 1,
    subject: { child: kim, group: sonnen },
  })
  expect(thread?.subject?.guardians).toHaveLength(1)
  house.clock.advance(1000)
  const answer = orFail(
    await house.call('message.send', emre, { thread: asked.thread, text: 'Danke, wir achten darauf.' }),
  )
  expect(answer.author).toMatchObject({ membership: emre.as, role: 'educator' })
  expect(await texts(paula, asked.thread)).toEqual(['Kim mag zurzeit keine Möhren.', 'Danke, wir achten darauf.'])
  expect(answerOf(await house.call('message.send', frieda, { thread: asked.thread, text: 'Ich auch.' }))).toBe(
    'forbidden',
  )
})

test('[N9] separated guardians have conversations of their own, and no trace of each other’s', async () => {
  expect(await threadsOf(paul)).toEqual([])
  expect(answerOf(await house.call('message.list', paul, { thread: asked.thread }))).toBe('not-found')
  const own = await start(paul, 'Am Freitag hole ich ab.')
  expect(own.thread).not.toBe(asked.thread)
  expect(answerOf(await house.call('message.list', paula, { thread: own.thread }))).toBe('not-found')
  expect(bytes(paula)).not.toContain('Freitag')
  expect(bytes(paul)).not.toContain('Möhren')
  expect(await threadsOf(emre)).toHaveLength(2)
})

test('[K-38] a guardian’s conversation names no child; staff reads who it is about', async () => {
  const [ofPaula] = await threadsOf(paula)
  expect(ofPaula?.subject).toMatchObject({ child: kim, name: null, guardians: [] })
  const [ofEmre] = await threadsOf(emre)
  expect(ofEmre?.subject?.name).toBe(children.find(({ id }) => id === kim)?.name)
})

test('writing again continues the conversation that is open, also when two do it at once', async () => {
  const again = await start(paula, 'Noch etwas.')
  expect(again.thread).toBe(asked.thread)
  const ofClara = memberships.find(({ id }) => id === clara.as)?.children[0]?.child as ChildId
  const both = await Promise.all(
    ['Eins', 'Zwei'].map((text) => house.call('conversation.start', clara, { child: ofClara, partner: 'team', text })),
  )
  const threads = both.flatMap((reply) => (reply.ok ? [reply.data.thread] : []))
  expect(new Set(threads).size).toBe(1)
  expect(both.map(answerOf).filter((answer) => answer !== 'ok' && answer !== 'try-again')).toEqual([])
})

test('[K-36, K-37] nobody starts one about another family’s child, or as an employee in private', async () => {
  for (const who of [sami, clara, claraOfCouncil, olga])
    expect(answerOf(await house.call('conversation.start', who, { child: kim, partner: 'team', text: 'Hallo' }))).toBe(
      'not-found',
    )
  expect(answerOf(await house.call('conversation.start', frieda, { child: kim, partner: 'team', text: 'Hallo' }))).toBe(
    'not-found',
  )
  // Staff writes to one household by name; where guardians live apart, to none in general.
  expect(answerOf(await house.call('conversation.start', emre, { child: kim, partner: 'team', text: 'Hallo' }))).toBe(
    'forbidden',
  )
  const to = orFail(
    await house.call('conversation.start', emre, { child: kim, partner: 'team', household: 'a', text: 'Hallo' }),
  )
  expect([await threadsOf(paula), await threadsOf(paul)].flat().map(({ id }) => id)).toContain(to.thread)
})

const householdsOf = async (who: Caller) =>
  orFail(await house.call('household.list', who, { facility: apfelhof })).children.find(({ id }) => id === kim)

test('[K-36, N9, K-38] staff finds whom to write to: the children of its groups by name, each household apart', async () => {
  for (const who of [paula, sami, claraOfCouncil])
    expect(answerOf(await house.call('household.list', who, { facility: apfelhof }))).toBe('forbidden')
  expect(answerOf(await house.call('household.list', olga, { facility: apfelhof }))).toBe('not-found')
  expect(await householdsOf(frieda)).toBeUndefined()
  const { children: of } = orFail(await house.call('household.list', emre, { facility: apfelhof }))
  expect(new Set(of.map(({ group }) => group))).toEqual(new Set([sonnen]))
  expect(of.length).toBeGreaterThan(1)
  const [atA, atB, ...more] = (await householdsOf(emre))?.households ?? []
  expect(more).toEqual([])
  expect([atA?.household, atB?.household]).toEqual(['a', 'b'])
  for (const side of [atA, atB]) expect(side).toMatchObject({ guardians: [expect.any(String)], passed: false })
  expect(new Set([atA?.thread, atB?.thread]).size).toBe(2)
  // The head has conversations of its own: none with this family yet.
  expect((await householdsOf(anna))?.households.map(({ thread }) => thread)).toEqual([null, null])
})

test('[N9, K-36] the head begins one with one household: the other, and the team, hear nothing of it', async () => {
  const input = { child: kim, partner: 'head', household: 'b', text: 'Haben Sie am Mittwoch Zeit?' } as const
  const to = orFail(await house.call('conversation.start', anna, input))
  const [a, b] = (await householdsOf(anna))?.households ?? []
  expect([a?.thread, b?.thread].filter((thread) => thread !== null)).toEqual([to.thread])
  for (const who of [paula, paul, emre, frieda, sami]) await threadsOf(who)
  const hearing = [paula, paul, emre, frieda, sami].filter((who) => bytes(who).includes('Mittwoch'))
  expect(hearing.map(({ person }) => person)).toEqual([paul.person])
})

test('handed over, the head answers and the team reads no more; handed back, it does again', async () => {
  const { thread } = asked
  expect(answerOf(await house.call('conversation.pass', paula, { thread, partner: 'head' }))).toBe('forbidden')
  expect(answerOf(await house.call('conversation.pass', anna, { thread, partner: 'head' }))).toBe('not-found')
  orFail(await house.call('conversation.pass', emre, { thread, partner: 'head' }))
  expect(answerOf(await house.call('message.list', emre, { thread }))).toBe('not-found')
  expect(await texts(anna, thread)).toContain('Kim mag zurzeit keine Möhren.')
  expect((await threadsOf(paula))[0]).toMatchObject({ opened: 'team', partner: 'head' })
  expect((await householdsOf(emre))?.households.filter(({ passed }) => passed)).toMatchObject([{ thread: null }])
  orFail(await house.call('message.send', anna, { thread, text: 'Ich kümmere mich.' }))
  orFail(await house.call('conversation.pass', anna, { thread, partner: 'team' }))
  expect(await texts(emre, thread)).toContain('Ich kümmere mich.')
  expect(answerOf(await house.call('message.list', anna, { thread }))).toBe('not-found')
})

test('[K-02] switched off, conversations are hidden and kept', async () => {
  orFail(await house.call('module.switch', anna, { facility: apfelhof, module: 'conversations', on: false }))
  expect(await threadsOf(paula)).toEqual([])
  for (const name of ['message.list', 'thread.read'] as const)
    expect(answerOf(await house.call(name, paula, { thread: asked.thread }))).toBe('module-off')
  expect(answerOf(await house.call('message.send', paula, { thread: asked.thread, text: 'Hallo' }))).toBe('module-off')
  expect(answerOf(await house.call('conversation.start', paula, { child: kim, partner: 'team', text: 'x' }))).toBe(
    'module-off',
  )
  orFail(await house.call('module.switch', anna, { facility: apfelhof, module: 'conversations', on: true }))
  expect(await threadsOf(paula)).toHaveLength(1)
})

const day = 24 * 60 * 60 * 1000
const rowsOf = (name: string) => house.ground.database.data.collection<{ _id: string; [field: string]: unknown }>(name)
const stands = async (who: Caller, thread: ThreadId) => (await threadsOf(who)).some(({ id }) => id === thread)
/** All messages of a thread end as after their period. */
const expire = (thread: ThreadId) =>
  rowsOf('messages').updateMany({ thread, heldUntil: null }, { $set: { expiresAt: house.clock.now() } })

test('[K-76, K-05, chats-10] with its last message goes the conversation itself; what is locked keeps it', async () => {
  const { thread, id } = await start(paula, 'Ein Unfall.', 'head')
  const until = new Date(house.clock.now().getTime() + day).toISOString()
  orFail(await house.call('hold.place', anna, { thing: { kind: 'message', ref: id }, source: '§ 147 AO', until }))
  // Its own period ends meanwhile, too.
  await rowsOf('messages').updateOne({ _id: id }, { $set: { endsAt: house.clock.now() } })
  orFail(await house.call('message.send', anna, { thread, text: 'Danke für den Hinweis.' }))
  await expire(thread)
  await house.gateway.work('purge')
  expect(await rowsOf('messages').countDocuments({ thread })).toBe(1)
  expect(await stands(anna, thread)).toBe(true)
  house.clock.advance(day)
  await house.gateway.work('purge')
  expect(await rowsOf('conversations').countDocuments({ _id: thread })).toBe(0)
  for (const who of [paula, anna]) expect(await stands(who, thread)).toBe(false)
  expect(answerOf(await house.call('message.send', paula, { thread, text: 'Noch da?' }))).toBe('not-found')
  const folder = join(dirname(house.env['ROOT_KEY_FILE']!), 'ledger')
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.jsonl'))
  const ledger = (await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))).join('')
  expect(ledger.split('\n').filter((line) => line.includes('"conversations"') && line.includes(thread))).toHaveLength(1)
  // Whoever writes again begins anew.
  expect((await start(paula, 'Guten Tag.', 'head')).thread).not.toBe(thread)
})

test('[I1, chats-10] a message that is on its way while the last one goes is stored with its conversation, or refused', async () => {
  const { thread } = await start(paul, 'Eins.')
  await expire(thread)
  // Nobody commits in the facility before this ends: the message is decided by then, and the purge at work.
  const session = await house.ground.database.data.startSession()
  session.startTransaction()
  await rowsOf('heads').updateOne({ _id: `facility:${apfelhof}` }, { $set: { busy: true } }, { session })
  const sending = house.call('message.send', paul, { thread, text: 'Zwei.' })
  const purging = house.gateway.work('purge')
  await Promise.race([purging, new Promise((resolve) => setTimeout(resolve, 200))])
  await session.abortTransaction()
  await session.endSession()
  await purging
  const reply = await sending
  expect(['ok', 'not-found']).toContain(answerOf(reply))
  expect(await stands(paul, thread)).toBe(reply.ok)
  expect(await rowsOf('messages').countDocuments({ thread })).toBe(reply.ok ? 1 : 0)
})

test('[K-76, I7] how far a conversation was read is kept as long as the conversation, however short chats are kept', async () => {
  const marksOf = rowsOf('thread-marks')
  const { thread, id: upTo } = await start(paula, 'Schon gelesen.')
  const keep = (kept: 'chat' | 'conversations', days: number) =>
    house.call('retention.set', anna, { facility: apfelhof, kept, days })
  orFail(await keep('conversations', 400))
  for (const of of [thread, sonnen as string as ThreadId])
    orFail(await house.call('thread.mark', paula, { thread: of, upTo, unread: false }))
  orFail(await keep('chat', 14))
  await house.gateway.work('periods')
  const keptDays = async (of: string) => {
    const row = await marksOf.findOne({ thread: of, person: paula.person })
    return ((row?.['expiresAt'] as Date).getTime() - (row?.['at'] as Date).getTime()) / day
  }
  expect([await keptDays(thread), await keptDays(sonnen)]).toEqual([400, 14])
  house.clock.advance(20 * day)
  await house.gateway.work('purge')
  expect((await threadsOf(paula)).find((one) => one.id === thread)).toMatchObject({ unread: 0, mark: { upTo } })
})
