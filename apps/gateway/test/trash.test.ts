import type { ThreadId } from '@morgenkreis/protocol'
import { apfelhof, kim, sonnen } from '@morgenkreis/world'
import { expect, test } from 'vitest'
import { anna, answerOf, clara, emre, forestDay, frieda, olga, orFail, parentsEvening, paula, sami } from './cast.ts'
import type { Caller } from './house.ts'
import { report, settle, waiting } from './moderating.ts'
import { Phone } from './phone.ts'
import { standingHouse } from './standing-house.ts'
import { say } from './talking.ts'
import { announce, comment } from './writing.ts'

const house = await standingHouse()

const day = 24 * 60 * 60 * 1000
const trashOf = async (who: Caller) => orFail(await house.call('trash.list', who, { facility: apfelhof })).items
const idsOf = async (who: Caller) => (await trashOf(who)).map(({ id }) => id)
const listed = async (who: Caller) =>
  orFail(await house.call('comment.list', who, { announcement: forestDay })).comments

test('[K-82, K-77] everybody finds in the trash what they may get back, and nothing of anybody else', async () => {
  const withdrawn = await comment(house, paula, forestDay, 'Das war nur für mich.')
  const removed = await comment(house, clara, forestDay, 'Das gehört hier nicht hin.')
  orFail(await house.call('comment.remove', paula, { comment: withdrawn.id }))
  orFail(await house.call('comment.remove', emre, { comment: removed.id }))
  expect(await idsOf(paula)).toEqual([withdrawn.id])
  expect(await idsOf(emre)).toEqual([removed.id])
  expect(await idsOf(anna)).toEqual([removed.id])
  for (const who of [clara, sami, frieda]) expect(await idsOf(who)).toEqual([])
  expect(house.heardBy(anna.person).join()).not.toContain('nur für mich')
  expect(house.heardBy(emre.person).join()).not.toContain('nur für mich')
  expect(answerOf(await house.call('trash.list', olga, { facility: apfelhof }))).toBe('not-found')
})

test('[N1, K-82] each says until when it is in the system and in the last backup', async () => {
  const [item] = await trashOf(anna)
  const at = new Date(item!.at).getTime()
  expect(item).toMatchObject({
    kind: 'comment',
    gone: 'removed',
    excerpt: 'Das gehört hier nicht hin.',
    author: { membership: clara.as },
    systemAt: new Date(at + 7 * day).toISOString(),
    backupsAt: new Date(at + 37 * day).toISOString(),
  })
})

test('[D-08, K-82] restored, it appears again on every open screen and in every list, with a higher version', async () => {
  const { id, v } = await comment(house, paula, forestDay, 'Doch wieder da.')
  const phones = await Promise.all([paula, clara, emre].map((who) => Phone.of(house, who)))
  const live = phones.map(({ told }) => told)
  orFail(await house.call('comment.remove', anna, { comment: id }))
  const restored = orFail(await house.call('comment.restore', anna, { comment: id }))
  expect(restored).toMatchObject({ id, v: v + 2, text: 'Doch wieder da.', author: { membership: paula.as } })
  await expect
    .poll(() => live.map((told) => told.findLast(({ event }) => event.ref === id)?.event))
    .toMatchObject(phones.map(() => ({ name: 'comment.restored', v: v + 2, data: restored })))
  expect((await listed(clara)).find((one) => one.id === id)).toEqual(restored)
  expect(await idsOf(anna)).not.toContain(id)
  const late = await Phone.of(house, clara)
  expect((await late.readAfresh()).threads.flatMap(({ items }) => items)).toContainEqual(restored)
  for (const phone of [...phones, late]) phone.leave()
  expect(answerOf(await house.call('comment.restore', anna, { comment: id }))).toBe('not-found')
})

test('[D-08, K-82] a restored announcement brings its comments with it, and takes new ones', async () => {
  const { id } = await announce(house, emre, { facility: apfelhof, groups: [sonnen] })
  const said = await comment(house, paula, id, 'Ich bin dabei.')
  orFail(await house.call('announcement.remove', anna, { announcement: id }))
  orFail(await house.call('comment.remove', paula, { comment: said.id }))
  expect(answerOf(await house.call('comment.restore', paula, { comment: said.id }))).toBe('gone')
  orFail(await house.call('announcement.restore', anna, { announcement: id }))
  expect(orFail(await house.call('announcement.read', paula, { announcement: id }))).toMatchObject({ v: 3 })
  orFail(await house.call('comment.restore', paula, { comment: said.id }))
  const again = await comment(house, paula, id, 'Und noch etwas.')
  const { comments } = orFail(await house.call('comment.list', paula, { announcement: id }))
  expect(comments.map((one) => one.id)).toEqual([said.id, again.id])
  const { announcements } = orFail(await house.call('announcement.list', paula, { facility: apfelhof }))
  expect(announcements.find((one) => one.id === id)).not.toHaveProperty('gone')
})

test('[K-24, K-82] after seven days nothing comes back: gone before the purge, and gone after it for who may know that it was', async () => {
  const { id } = await comment(house, paula, forestDay, 'Zu spät.')
  orFail(await house.call('comment.remove', anna, { comment: id }))
  house.clock.advance(7 * day)
  expect(await idsOf(anna)).not.toContain(id)
  expect(answerOf(await house.call('comment.restore', anna, { comment: id }))).toBe('gone')
  await house.gateway.work('purge')
  await house.gateway.work('linking')
  expect(answerOf(await house.call('comment.restore', anna, { comment: id }))).toBe('gone')
  expect(answerOf(await house.call('comment.restore', sami, { comment: id }))).toBe('not-found')
  expect(answerOf(await house.call('comment.restore', olga, { comment: id }))).toBe('not-found')
  expect(answerOf(await house.call('announcement.restore', anna, { announcement: id as never }))).toBe('not-found')
})

test('[K-24, K-82] an announcement and a message, too, stay away once they were purged', async () => {
  const { id: announcement } = await announce(house, emre, { facility: apfelhof, groups: [sonnen] })
  const { id: message } = await say(house, paula, { thread: sonnen as string as ThreadId, text: 'Zu spät.' })
  orFail(await house.call('announcement.remove', anna, { announcement }))
  orFail(await house.call('message.remove', anna, { message }))
  house.clock.advance(7 * day)
  await house.gateway.work('purge')
  await house.gateway.work('linking')
  expect(answerOf(await house.call('announcement.restore', anna, { announcement }))).toBe('gone')
  // Nothing is left that says in which thread it was, and so nobody learns that it was.
  for (const who of [anna, paula])
    expect(answerOf(await house.call('message.restore', who, { message }))).toBe('not-found')
  for (const collection of ['announcements', 'messages'])
    expect(
      await house.ground.database.data.collection<{ _id: string }>(collection).countDocuments({
        _id: { $in: [announcement, message] },
      }),
    ).toBe(0)
})

test('[K-76] what has expired meanwhile does not come back from the trash', async () => {
  const { id } = await comment(house, paula, forestDay, 'Abgelaufen.')
  orFail(await house.call('comment.remove', anna, { comment: id }))
  await house.ground.database.data
    .collection<{ _id: string }>('comments')
    .updateOne({ _id: id }, { $set: { expiresAt: house.clock.now() } })
  await house.gateway.work('linking')
  expect(answerOf(await house.call('comment.restore', anna, { comment: id }))).toBe('gone')
})

test('[K-02] what belongs to a module that is off is in no trash, and is not restored', async () => {
  const { id } = await comment(house, paula, parentsEvening, 'Kommentare aus.')
  orFail(await house.call('comment.remove', paula, { comment: id }))
  orFail(await house.call('module.switch', anna, { facility: apfelhof, module: 'comments', on: false }))
  expect(await idsOf(paula)).toEqual([])
  expect(answerOf(await house.call('comment.restore', paula, { comment: id }))).toBe('module-off')
  orFail(await house.call('module.switch', anna, { facility: apfelhof, module: 'comments', on: true }))
  expect(await idsOf(paula)).toEqual([id])
})

test('[K-02] of a chat or conversation that is off nothing is in the trash; switched on, it is there again', async () => {
  const inChat = await say(house, paula, { thread: sonnen as string as ThreadId, text: 'Im Chat.' })
  house.clock.advance(1000)
  const first = { child: kim, partner: 'team', text: 'Unter uns.' } as const
  const { thread } = orFail(await house.call('conversation.start', paula, first))
  const between = await say(house, paula, { thread, text: 'Noch etwas.' })
  for (const { id: message } of [inChat, between]) orFail(await house.call('message.remove', paula, { message }))
  const found = async () => {
    const ids = await idsOf(paula)
    return [ids.includes(inChat.id), ids.includes(between.id)]
  }
  const module = (name: 'chat' | 'conversations', on: boolean) =>
    house.call('module.switch', anna, { facility: apfelhof, module: name, on })
  const mode = (to: 'open' | 'off') => house.call('chat.switch', anna, { facility: apfelhof, group: sonnen, mode: to })
  expect(await found()).toEqual([true, true])
  orFail(await module('chat', false))
  expect(await found()).toEqual([false, true])
  orFail(await module('chat', true))
  orFail(await module('conversations', false))
  expect(await found()).toEqual([true, false])
  orFail(await module('conversations', true))
  orFail(await mode('off'))
  expect(await found()).toEqual([false, true])
  orFail(await mode('open'))
  expect(await found()).toEqual([true, true])
})

test('[K-82, moderation-02] what its author withdrew while it was hidden is offered to nobody: it does not come back', async () => {
  const { id } = await comment(house, paula, forestDay, 'Erst verborgen.')
  const thing = { kind: 'comment', ref: id } as const
  await report(house, clara, thing)
  orFail(await settle(house, anna, (await waiting(house, anna, thing)).id, 'hidden'))
  orFail(await house.call('comment.remove', paula, { comment: id }))
  expect(answerOf(await house.call('comment.restore', paula, { comment: id }))).toBe('gone')
  for (const who of [paula, anna]) expect(await idsOf(who)).not.toContain(id)
})

test('[I3] restoring twice under one request is restoring once', async () => {
  const { id } = await comment(house, paula, forestDay, 'Einmal.')
  orFail(await house.call('comment.remove', paula, { comment: id }))
  const request = crypto.randomUUID()
  const first = orFail(await house.call('comment.restore', paula, { comment: id }, request))
  expect(orFail(await house.call('comment.restore', paula, { comment: id }, request))).toEqual(first)
})
