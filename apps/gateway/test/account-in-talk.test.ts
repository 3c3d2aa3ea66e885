import type { PersonId, ThreadId } from '@morgenkreis/protocol'
import { apfelhof, kim, people, sonnen } from '@morgenkreis/world'
import { expect, test } from 'vitest'
import { ask, beginningWithPolls, reading } from './asking.ts'
import { anna, clara, emre, orFail, paula } from './cast.ts'
import type { Caller } from './house.ts'
import { Phone } from './phone.ts'
import { standingHouse } from './standing-house.ts'
import { say } from './talking.ts'

const house = await standingHouse(beginningWithPolls)

const sun = sonnen as string as ThreadId
const self = ({ person }: Caller) => ({ person, as: null })
const known = (person: PersonId) => people.find(({ id }) => id === person)!
/** Asked again for as long as something is decided meanwhile, as devices do. */
async function own(who: Caller) {
  for (;;) {
    const reply = await house.call('account.read-own', self(who), {})
    if (reply.ok || reply.error.code !== 'try-again') return orFail(reply).messages
  }
}
const messagesIn = async (who: Caller, thread: ThreadId) =>
  orFail(await house.call('message.list', who, { thread })).messages
const leave = async (who: Caller) =>
  orFail(await house.call('account.delete', self(who), { password: known(who.person).password! }))

const former = 'Ehemaliges Mitglied'

test('[K-81, K-04] what somebody said in chats and conversations and asked in polls stands among the own messages, and is deleted there', async () => {
  const inChat = await say(house, paula, { thread: sun, text: 'Im Chat gesagt.' })
  house.clock.advance(1000)
  const start = { child: kim, partner: 'team', text: 'Dem Team gesagt.' } as const
  const inConversation = orFail(await house.call('conversation.start', paula, start))
  const asked = await ask(house, emre, { question: 'Wer kommt mit?' })
  expect((await own(paula)).slice(0, 2)).toMatchObject([
    { kind: 'message', id: inConversation.id, membership: paula.as, excerpt: 'Dem Team gesagt.' },
    { kind: 'message', id: inChat.id, membership: paula.as, excerpt: 'Im Chat gesagt.' },
  ])
  expect((await own(emre))[0]).toMatchObject({ kind: 'poll', id: asked.id, excerpt: 'Wer kommt mit?' })
  expect((await own(clara)).map(({ id }) => id)).not.toContain(inChat.id)

  for (const { id } of [inChat, inConversation]) orFail(await house.call('message.remove', paula, { message: id }))
  orFail(await house.call('poll.remove', emre, { poll: asked.id }))
  expect((await own(paula)).filter(({ kind }) => kind === 'message')).toEqual([])
  expect((await own(emre)).map(({ id }) => id)).not.toContain(asked.id)
  expect((await messagesIn(clara, sun)).find(({ id }) => id === inChat.id)).toMatchObject({ gone: 'withdrawn' })
})

test('[K-79, K-80] deleted, the name is in no chat, conversation, quotation and poll; the texts stay, and threads are not linkable', async () => {
  const inChat = await say(house, paula, { thread: sun, text: 'Wer hat den Schlüssel?' })
  const again = await say(house, paula, { thread: sun, text: 'Schon gefunden.' })
  const quoting = await say(house, clara, { thread: sun, text: 'Zum Glück!', quotes: inChat.id })
  expect(quoting.quotation).toMatchObject({ author: { membership: paula.as } })
  house.clock.advance(1000)
  const start = { child: kim, partner: 'team', text: 'Kim kommt später.' } as const
  const { thread, id: told } = orFail(await house.call('conversation.start', paula, start))
  const answer = await say(house, emre, { thread, text: 'Danke.', quotes: told })
  const open = await Phone.of(house, clara)
  const { name } = known(paula.person)
  expect(JSON.stringify(open.screen.shown)).toContain(name)

  await leave(paula)
  const before = { clara: house.heardBy(clara.person).length, emre: house.heardBy(emre.person).length }
  const byId = new Map((await messagesIn(clara, sun)).map((one) => [one.id, one]))
  expect(byId.get(inChat.id)).toMatchObject({ text: 'Wer hat den Schlüssel?', author: { name: former } })
  expect(byId.get(again.id)).toMatchObject({ author: { name: former } })
  const repeated = { excerpt: 'Wer hat den Schlüssel?', author: { name: former } }
  expect(byId.get(quoting.id)).toMatchObject({ quotation: repeated })
  const talked = new Map((await messagesIn(emre, thread)).map((one) => [one.id, one]))
  expect(talked.get(told)).toMatchObject({ text: 'Kim kommt später.', author: { name: former } })
  expect(talked.get(answer.id)).toMatchObject({ quotation: { author: { name: former } } })

  // One former member in each thread, and another one in the next.
  const authorOf = (one: unknown) => (one as { author: { membership: string } }).author.membership
  expect(authorOf(byId.get(again.id))).toBe(authorOf(byId.get(inChat.id)))
  expect(authorOf(talked.get(told))).not.toBe(authorOf(byId.get(inChat.id)))
  const quoted = (one: unknown) => authorOf((one as { quotation: unknown }).quotation)
  expect(quoted(byId.get(quoting.id))).toBe(authorOf(byId.get(inChat.id)))

  for (const who of [clara, emre, anna]) orFail(await house.call('thread.list', who, { facility: apfelhof }))
  await expect.poll(() => JSON.stringify(open.screen.shown), { timeout: 10_000 }).not.toContain(name)
  for (const [who, since] of [
    [clara, before.clara],
    [emre, before.emre],
  ] as const) {
    const heard = house.heardBy(who.person).slice(since).join('\n')
    for (const trace of [name, paula.as, paula.person]) expect([trace, heard.includes(trace)]).toEqual([trace, false])
  }
  open.leave()
})

test('[K-79, K-80] a poll outlives who asked it, without a name, with its answers, and can still be closed', async () => {
  const { id: poll } = await ask(house, emre, { question: 'Wohin am Montag?' })
  const { name } = known(emre.person)
  expect(JSON.stringify(await reading(house, clara, poll))).toContain(name)
  await leave(emre)
  const since = house.heardBy(clara.person).length
  expect((await reading(house, clara, poll)).poll).toMatchObject({
    question: 'Wohin am Montag?',
    author: { name: former, role: 'educator' },
  })
  orFail(await house.call('poll.list', clara, { facility: apfelhof }))
  orFail(await house.call('message.list', clara, { thread: sun }))
  const heard = house.heardBy(clara.person).slice(since).join('\n')
  for (const trace of [name, emre.as, emre.person]) expect([trace, heard.includes(trace)]).toEqual([trace, false])
  orFail(await house.call('poll.close', anna, { poll }))
})
