import { apfelhof, kim } from '@morgenkreis/world'
import { expect, test } from 'vitest'
import { upgrade } from '../src/shell/upgrade.ts'
import { ask, choose } from './asking.ts'
import { anna, answerOf, emre, orFail, paul, paula } from './cast.ts'
import { standingHouse } from './standing-house.ts'

const house = await standingHouse()
const rows = (name: string) =>
  house.ground.database.data.collection<{ _id: string; household?: string | null; children?: string[] }>(name)

test('[I1] a conversation that an earlier version began goes on between the same guardians', async () => {
  const started = { child: kim, partner: 'team', text: 'Kim kommt später.' } as const
  const { thread } = orFail(await house.call('conversation.start', paula, started))
  const before = await rows('conversations').findOne({ _id: thread })
  const ties = await house.ground.roster.memberships.model.findById(paula.as).lean()
  const household = ties!.children.find(({ child }) => child === kim)!.household
  await rows('conversations').updateOne({ _id: thread }, { $set: { household } })
  const abandoned = { ...before!, _id: 'of nobody', child: 'who left', household: 'a' as const }
  await rows('conversations').insertMany([abandoned, { ...abandoned, _id: 'of nobody either', household: 'b' }])
  await upgrade(house.ground.database.data)
  expect((await rows('conversations').findOne({ _id: thread }))?.household).toBe(before?.household)
  expect((await rows('conversations').findOne({ _id: 'of nobody' }))?.household).toBe('of nobody')
  await rows('conversations').deleteMany({ child: 'who left' })
  const answered = await house.call('message.send', emre, { thread, text: 'Danke.' })
  expect(answerOf(answered)).toBe('ok')
  expect(answerOf(await house.call('message.list', paul, { thread }))).toBe(household === null ? 'ok' : 'not-found')
})

test('[I1, K-27] answers that an earlier version took stay the family’s own, and more families answer', async () => {
  orFail(await house.call('module.switch', anna, { facility: apfelhof, module: 'polls', on: true }))
  const poll = await ask(house, emre, { per: 'family' })
  orFail(await house.call('poll.vote', paula, { poll: poll.id, answer: choose(0) }))
  const before = await rows('poll-answers').findOne({})
  for (const name of ['poll-answers', 'poll-participations']) {
    await rows(name).updateMany({}, { $unset: { together: '' } })
    await rows(name).dropIndex('poll_1_together_1')
    await rows(name).dropIndex('poll_1_children_1')
    await rows(name).createIndex({ poll: 1, children: 1 }, { unique: true })
  }
  await upgrade(house.ground.database.data)
  expect(await rows('poll-answers').findOne({})).toEqual(before)
  expect((await rows('poll-answers').indexes()).map(({ name }) => name)).not.toContain('poll_1_children_1')
  expect(answerOf(await house.call('poll.vote', paula, { poll: poll.id, answer: choose(1) }))).toBe('ok')
  expect(await rows('poll-answers').countDocuments()).toBe(1)
  // Once more changes nothing.
  const now = await rows('poll-answers').findOne({})
  await upgrade(house.ground.database.data)
  expect(await rows('poll-answers').findOne({})).toEqual(now)
})
