import { apfelhof, sonnen } from '@morgenkreis/world'
import type { Holdable, HoldId, OperationName } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { ask, beginningWithPolls, guardianOf, reading, vote } from './asking.ts'
import { anna, answerOf, emre, forestDay, olga, orFail, paula } from './cast.ts'
import { ledgerOf } from './ledger-lines.ts'
import { expectConverges, phonesOf } from './phone.ts'
import { standingHouse } from './standing-house.ts'
import { announce, comment } from './writing.ts'

const house = await standingHouse(beginningWithPolls)

const facility = apfelhof
const day = 24 * 60 * 60 * 1000
const source = '§ 147 AO'
const inDays = (days: number) => new Date(house.clock.now().getTime() + days * day).toISOString()
const hold = (thing: Holdable, days: number, by = anna, request?: string) =>
  house.call('hold.place', by, { thing, source, until: inDays(days) }, request)
const held = async (thing: Holdable, days: number) => orFail(await hold(thing, days)).hold
const lift = (lock: HoldId) => house.call('hold.lift', anna, { hold: lock })
const listed = async () => orFail(await house.call('hold.list', anna, { facility })).holds
const trashed = async (who: typeof anna) =>
  orFail(await house.call('trash.list', who, { facility })).items.map(({ id }) => id)
const kept = (name: string, id: string) =>
  house.ground.database.data.collection<{ _id: string }>(name).countDocuments({ _id: id })
const rules = async (id: string) => (await ledgerOf(house, id)).map(({ rule, deed }) => `${rule} ${deed}`)

test('[K-05, K-82] locked in the trash, it is not purged after seven days, and nobody gets it back or reads that it is there', async () => {
  const { id } = await comment(house, paula, forestDay, 'Unfall am Klettergerüst')
  orFail(await house.call('comment.remove', emre, { comment: id }))
  const phones = await phonesOf(house, { paula, emre })
  await held({ kind: 'comment', ref: id }, 30)
  await expectConverges(phones)
  for (const phone of Object.values(phones)) phone.leave()
  expect(await trashed(anna)).not.toContain(id)
  // K-05: what everybody hears is a removal.
  for (const by of [paula, emre]) expect(house.heardBy(by.person).join()).not.toMatch(/"hold|held|147/)
  await house.gateway.work('linking')
  expect(answerOf(await house.call('comment.restore', anna, { comment: id }))).toBe('gone')
  expect(answerOf(await house.call('comment.restore', emre, { comment: id }))).toBe('not-found')
  for (const by of [paula, anna])
    expect(JSON.stringify(orFail(await house.call('comment.list', by, { announcement: forestDay })))).not.toContain(id)
  house.clock.advance(8 * day)
  await house.gateway.work('purge')
  expect(await kept('comments', id)).toBe(1)
  expect((await rules(id)).at(-1)).toBe('held set')
  house.clock.advance(23 * day)
  await house.gateway.work('purge')
  expect(await kept('comments', id)).toBe(0)
  expect((await rules(id)).at(-1)).toBe('trash deleted')
})

test('[K-05, K-77] what its author took back is not there for a head, who cannot lock it either', async () => {
  const { id } = await comment(house, paula, forestDay, 'Nur für mich')
  orFail(await house.call('comment.remove', paula, { comment: id }))
  expect(answerOf(await hold({ kind: 'comment', ref: id }, 30))).toBe('not-found')
  expect(await trashed(paula)).toContain(id)
  orFail(await house.call('comment.restore', paula, { comment: id }))
})

test('[K-05, K-72] lifted, it lies in the trash again for what is left of its days; the ledger and the audit know of both', async () => {
  const { id } = await announce(house, emre, { facility, groups: [sonnen] })
  orFail(await house.call('announcement.remove', anna, { announcement: id }))
  const lock = await held({ kind: 'announcement', ref: id }, 300)
  orFail(await lift(lock))
  await house.gateway.work('purge')
  expect(await trashed(anna)).toContain(id)
  house.clock.advance(7 * day)
  await house.gateway.work('purge')
  expect(await kept('announcements', id)).toBe(0)
  await house.gateway.work('linking')
  // What was lifted is not locked by an older backup again; and nothing went without its line, the lock neither.
  const lines = await ledgerOf(house, id)
  expect(new Set(lines.filter(({ deed }) => deed === 'deleted').map(({ rule }) => rule))).toEqual(new Set(['trash']))
  expect(await kept('holds', lock)).toBe(0)
  expect(new Set(await rules(lock))).toEqual(new Set(['expired deleted']))
  for (const operation of ['hold.place', 'hold.lift'] satisfies OperationName[]) {
    const { lines: audited } = orFail(await house.call('audit.list', anna, { facility, operation }))
    expect([operation, audited.length > 0]).toEqual([operation, true])
    expect(JSON.stringify(audited)).not.toContain(source)
  }
})

test('[K-05] lifted when its period is long over, it goes with the next run, and with its line', async () => {
  orFail(await house.call('retention.set', anna, { facility, kept: 'comments', days: 14 }))
  await house.gateway.work('periods')
  const { id } = await comment(house, paula, forestDay, 'Längst abgelaufen')
  const lock = await held({ kind: 'comment', ref: id }, 100)
  await house.gateway.work('linking')
  house.clock.advance(30 * day)
  await house.gateway.work('purge')
  expect(await kept('comments', id)).toBe(1)
  orFail(await lift(lock))
  await house.gateway.work('linking')
  await house.gateway.work('purge')
  expect(await kept('comments', id)).toBe(0)
  const lines = await ledgerOf(house, id)
  // Two that link at once write a line twice, which says nothing else.
  expect([...new Set(lines.map(({ rule }) => rule))]).toEqual(['held', 'by-hand', 'expired'])
  const lifted = lines.find(({ rule }) => rule === 'by-hand')?.sets?.heldUntil
  expect([null, house.clock.now().toISOString()]).toContain(lifted)
})

test('[K-05, K-40] a locked poll is gone for everybody and keeps its answers; lifted, both are there', async () => {
  orFail(await house.call('retention.set', anna, { facility, kept: 'polls', days: 20 }))
  await house.gateway.work('periods')
  const poll = await ask(house, emre)
  const mother = guardianOf(paula)
  orFail(await vote(house, mother, { poll: poll.id, child: mother.child }))
  const phones = await phonesOf(house, { paula, emre })
  const lock = await held({ kind: 'poll', ref: poll.id }, 100)
  await expectConverges(phones)
  for (const phone of Object.values(phones)) phone.leave()
  for (const by of [anna, emre, paula]) {
    expect(JSON.stringify(orFail(await house.call('poll.list', by, { facility })))).not.toContain(poll.id)
    expect(answerOf(await house.call('poll.read', by, { poll: poll.id }))).toBe('not-found')
  }
  for (const [by, name, input] of [
    [paula, 'poll.vote', { poll: poll.id, child: mother.child, answer: { choices: [0] } }],
    [anna, 'poll.close', { poll: poll.id }],
    [anna, 'poll.remove', { poll: poll.id }],
  ] as const)
    expect([name, answerOf(await house.call(name, by, input as never))]).toEqual([name, 'not-found'])
  const answers = house.ground.database.data.collection('poll-answers')
  await house.gateway.work('purge')
  // Its period is not over: it is there again, and so is what was answered.
  house.clock.advance(10 * day)
  orFail(await lift(lock))
  await house.gateway.work('purge')
  expect((await reading(house, paula, poll.id)).own).toMatchObject([{ voted: true, answer: { choices: [0] } }])
  const longer = await held({ kind: 'poll', ref: poll.id }, 100)
  await house.gateway.work('purge')
  house.clock.advance(30 * day)
  await house.gateway.work('purge')
  expect(await answers.countDocuments({ poll: poll.id })).toBe(1)
  orFail(await lift(longer))
  await house.gateway.work('purge')
  expect([await kept('polls', poll.id), await answers.countDocuments({ poll: poll.id })]).toEqual([0, 0])
})

test('[K-05, I3, K-65] twice, of another Kita, of nothing, or without the right: a refusal that changes nothing', async () => {
  const { id } = await comment(house, paula, forestDay, 'Einmal gesperrt')
  const thing = { kind: 'comment', ref: id } as const
  expect(answerOf(await hold(thing, 30, olga))).toBe('not-found')
  expect(answerOf(await hold(thing, 30, emre))).toBe('forbidden')
  expect(answerOf(await hold({ kind: 'poll', ref: id as never }, 30))).toBe('not-found')
  expect(answerOf(await hold(thing, -1))).toBe('hold-out-of-range')
  const request = crypto.randomUUID()
  const until = inDays(30)
  const once = () => house.call('hold.place', anna, { thing, source, until }, request)
  const first = orFail(await once())
  expect(orFail(await once())).toEqual(first)
  expect(answerOf(await hold(thing, 60))).toBe('not-found')
  expect((await listed()).filter(({ thing: { ref } }) => ref === id)).toHaveLength(1)
  const lifting = (by: typeof anna) => house.call('hold.lift', by, first)
  expect(answerOf(await lifting(emre))).toBe('not-found')
  expect(answerOf(await lifting(olga))).toBe('not-found')
  orFail(await lifting(anna))
  expect(answerOf(await lifting(anna))).toBe('not-found')
})
