import type { AnnouncementId, InputOf } from '@morgenkreis/protocol'
import { apfelhof, sonnen } from '@morgenkreis/world'
import { expect, test } from 'vitest'
import { anna, answerOf, emre, forestDay, gymBags, orFail, parentsEvening, paula, sami } from './cast.ts'
import { standingHouse } from './standing-house.ts'
import { acknowledged, announce, comment } from './writing.ts'

const house = await standingHouse()

const under = (announcement: AnnouncementId) => ({ kind: 'comment', announcement }) as const
const text = 'Wir kommen später.'

/** Every way to a thing that hangs on an announcement. */
async function waysTo(announcement: AnnouncementId, acknowledgement: InputOf<'comment.publish'>['acknowledgement']) {
  return {
    list: answerOf(await house.call('comment.list', paula, { announcement })),
    preview: answerOf(
      await house.call('audience.preview', paula, { destination: under(announcement), language: 'de' }),
    ),
    publish: answerOf(await house.call('comment.publish', paula, { announcement, text, acknowledgement })),
    remove: answerOf(await house.call('announcement.remove', anna, { announcement })),
  }
}
const closed = { list: 'not-found', preview: 'not-found', publish: 'not-found', remove: 'not-found' }
const stored = () => house.ground.database.data.collection('comments').countDocuments()

test('[D-08] from the reply on, nothing hangs on a removed announcement any more', async () => {
  const { id } = await announce(house, emre, { facility: apfelhof, groups: [sonnen] })
  const said = await comment(house, paula, id, 'Wir sind dabei.')
  const acknowledgement = await acknowledged(house, paula, under(id))
  orFail(await house.call('comment.list', paula, { announcement: id }))
  const before = await stored()
  orFail(await house.call('announcement.remove', anna, { announcement: id }))
  expect(await waysTo(id, acknowledgement)).toEqual(closed)
  expect(await stored()).toBe(before)
  const heads = orFail(await house.call('room.list', paula, {})).rooms
  const asked = { cursors: heads.map((cursor) => ({ ...cursor, seq: 0 })) }
  const bytes = JSON.stringify(orFail(await house.call('room.sync', paula, asked)))
  expect(bytes).toContain(said.id)
  expect(bytes).not.toContain(said.text)
})

test('[D-04, I6] what has expired is gone at once, with what hangs on it, before anything has deleted it', async () => {
  const { id } = await announce(house, emre, { facility: apfelhof, groups: [sonnen] })
  const soon = new Date(house.clock.now().getTime() + 60_000)
  await house.ground.database.data
    .collection<{ _id: string }>('announcements')
    .updateOne({ _id: id }, { $set: { expiresAt: soon } })
  const said = await comment(house, paula, id, 'Das liest bald niemand mehr.')
  const acknowledgement = await acknowledged(house, paula, under(id))
  expect(answerOf(await house.call('comment.publish', paula, { announcement: id, text }))).toBe(
    'acknowledgement-missing',
  )
  house.clock.advance(60_000)
  expect(await waysTo(id, acknowledgement)).toEqual(closed)
  expect(answerOf(await house.call('announcement.read', paula, { announcement: id }))).toBe('not-found')
  const { announcements } = orFail(await house.call('announcement.list', paula, { facility: apfelhof }))
  expect(announcements.map((one) => one.id)).not.toContain(id)
  const heads = orFail(await house.call('room.list', paula, {})).rooms
  const asked = { cursors: heads.map((cursor) => ({ ...cursor, seq: 0 })) }
  expect(JSON.stringify(orFail(await house.call('room.sync', paula, asked)))).not.toContain(said.text)
})

test('[D-08] of a removed thing a line is left for seven days, then nothing', async () => {
  const said = await comment(house, sami, gymBags, 'Schon wieder vergessen.')
  orFail(await house.call('comment.remove', sami, { comment: said.id }))
  const listed = async () => {
    const { comments } = orFail(await house.call('comment.list', anna, { announcement: gymBags }))
    return comments.find(({ id }) => id === said.id)
  }
  expect(await listed()).toEqual({
    id: said.id,
    announcement: gymBags,
    gone: 'withdrawn',
    at: house.clock.now().toISOString(),
    v: 2,
  })
  house.clock.advance(7 * 24 * 60 * 60 * 1000 - 1)
  expect(await listed()).toHaveProperty('gone')
  house.clock.advance(1)
  expect(await listed()).toBeUndefined()
})

test('[D-08] what is removed cannot be removed again, whoever tries first of two', async () => {
  const said = await comment(house, paula, parentsEvening, 'Doppelt gelöscht.')
  const replies = await Promise.all(
    [anna, paula, anna].map((who) => house.call('comment.remove', who, { comment: said.id })),
  )
  expect(replies.map(answerOf).sort()).toEqual(['not-found', 'not-found', 'ok'])
  expect(answerOf(await house.call('comment.remove', anna, { comment: said.id }))).toBe('not-found')
  const doc = await house.ground.database.data.collection<{ _id: string }>('comments').findOne({ _id: said.id })
  expect(doc).toMatchObject({ v: 2 })
})

test('[D-08] what stands under a removed announcement can still be taken back by its author', async () => {
  const said = await comment(house, paula, forestDay, 'Das nehme ich zurück.')
  orFail(await house.call('announcement.remove', anna, { announcement: forestDay }))
  expect(orFail(await house.call('comment.remove', paula, { comment: said.id }))).toMatchObject({ gone: 'withdrawn' })
})
