import type { CommentId, ThreadId } from '@morgenkreis/protocol'
import { apfelhof, igel, kim, sonnen, wellen } from '@morgenkreis/world'
import { expect, test } from 'vitest'
import {
  anna,
  answerOf,
  beate,
  clara,
  claraOfCouncil,
  emre,
  forestDay,
  frieda,
  gymBags,
  orFail,
  parentsEvening,
  paul,
  paula,
  sami,
} from './cast.ts'
import { ask } from './asking.ts'
import { grant } from './granting.ts'
import type { Caller } from './house.ts'
import { queueOf, report, settle, waiting, type Thing } from './moderating.ts'
import { standingHouse } from './standing-house.ts'
import { say, standing } from './talking.ts'
import { acknowledged, announce, comment } from './writing.ts'

const house = await standingHouse()

const sun = sonnen as string as ThreadId
const rows = (name: string) => house.ground.database.data.collection(name)
const commented = async (who: Caller, text = 'Das ist doch Unsinn.', where = forestDay): Promise<Thing> => ({
  kind: 'comment',
  ref: (await comment(house, who, where, text)).id,
})
const file = (who: Caller, thing: Thing, request?: string) =>
  house.call('report.file', who, { thing, reason: 'insult' }, request)

test('[moderation-01, K-15, K-64] once per person and thing, under whatever hat; nobody reports what they wrote', async () => {
  const thing = await commented(paula)
  expect(answerOf(await file(paula, thing))).toBe('forbidden')
  const request = crypto.randomUUID()
  expect(answerOf(await file(paul, thing, request))).toBe('ok')
  expect(answerOf(await file(paul, thing, request))).toBe('ok')
  expect(answerOf(await file(paul, thing))).toBe('already-reported')
  expect(answerOf(await file(clara, thing))).toBe('ok')
  expect(answerOf(await file(sami, thing))).toBe('not-found')
  expect(await waiting(house, anna, thing)).toMatchObject({
    ...{ reporters: 2, reasons: [{ reason: 'insult', count: 2 }], notes: [], state: 'open' },
    ...{ author: { name: 'Paula Tannhof' }, text: 'Das ist doch Unsinn.', mutable: true, mutedUntil: null },
  })
  const notice: Thing = { kind: 'announcement', ref: parentsEvening }
  expect(answerOf(await file(clara, notice))).toBe('ok')
  expect(answerOf(await file(claraOfCouncil, notice))).toBe('already-reported')
})

test('[moderation-05, K-32] the council room and conversations keep to themselves', async () => {
  const council = apfelhof as string as ThreadId
  const said = await say(house, claraOfCouncil, { thread: council, text: 'Unter uns.' })
  expect(answerOf(await file(claraOfCouncil, { kind: 'message', ref: said.id }))).toBe('forbidden')
  house.clock.advance(1000)
  const talk = orFail(await house.call('conversation.start', paula, { child: kim, partner: 'team', text: 'Nur ihr.' }))
  expect(answerOf(await file(emre, { kind: 'message', ref: talk.id }))).toBe('forbidden')
  expect(answerOf(await house.call('thread.lock', anna, { of: { kind: 'thread', ref: council } }))).toBe('not-found')
})

test('[moderation-01, K-74, K-78, K-15] who moderates sees what was reported in the own groups, and nothing else', async () => {
  const inSun = await commented(paul, 'In der Sonnengruppe.')
  const inWaves = await commented(sami, 'In der Wellengruppe.', gymBags)
  const everywhere = await commented(sami, 'In der ganzen Kita.', parentsEvening)
  await report(house, clara, inSun)
  await report(house, anna, inWaves)
  await report(house, paula, everywhere)
  const refs = async (who: Caller) => (await queueOf(house, who)).reports.map(({ thing }) => thing.ref)
  expect(answerOf(await house.call('report.list', emre, { facility: apfelhof }))).toBe('forbidden')
  await grant(house, emre.as, ['moderate'])
  expect(await refs(beate)).toEqual(expect.arrayContaining([inSun.ref, inWaves.ref, everywhere.ref]))
  expect(await refs(emre)).toEqual(expect.arrayContaining([inSun.ref, everywhere.ref]))
  expect(await refs(emre)).not.toContain(inWaves.ref)
  const { id } = await waiting(house, beate, inWaves)
  expect(answerOf(await settle(house, emre, id, 'removed'))).toBe('not-found')
  await grant(house, emre.as, [])
})

test('[moderation-02, D-08, K-77] hidden and shown again, removed for good; nothing is settled the same way twice', async () => {
  const thing = await commented(paula)
  await report(house, paul, thing)
  const { id } = await waiting(house, anna, thing)
  const to = async (outcome: 'kept' | 'hidden' | 'removed', who = anna) =>
    answerOf(await settle(house, who, id, outcome))
  expect(await to('hidden', paula)).toBe('not-found')
  expect([await to('hidden'), await to('hidden')]).toEqual(['ok', 'already-settled'])
  expect(await to('kept')).toBe('ok')
  expect((await queueOf(house, anna)).reports.map((one) => one.id)).not.toContain(id)
  // Somebody else finds it wrong, too: it is open again, with whoever reported it before.
  await report(house, clara, thing, { reason: 'wrong-place' })
  expect(await waiting(house, anna, thing)).toMatchObject({ id, state: 'open', reporters: 2 })
  expect(await to('removed')).toBe('ok')
  expect(await to('kept')).toBe('already-settled')
  const { comments } = orFail(await house.call('comment.list', paula, { announcement: forestDay }))
  expect(comments.find((one) => one.id === thing.ref)).toMatchObject({ gone: 'removed' })
  const request = crypto.randomUUID()
  const next = await commented(paula)
  await report(house, paul, next)
  const waits = await waiting(house, anna, next)
  for (let n = 0; n < 2; n += 1)
    expect(orFail(await settle(house, anna, waits.id, 'hidden', request))).toEqual({
      report: waits.id,
      outcome: 'hidden',
    })
})

test('[moderation-02, K-77, K-78, K-82] who moderates without writing gives back what she removed; it can be reported again', async () => {
  const thing = await commented(paula)
  await report(house, paul, thing)
  await grant(house, frieda.as, ['moderate'])
  const { id } = await waiting(house, frieda, thing)
  orFail(await settle(house, frieda, id, 'removed'))
  const comment = thing.ref as CommentId
  const restore = (who: Caller) => house.call('comment.restore', who, { comment })
  const trashed = async (who: Caller) =>
    orFail(await house.call('trash.list', who, { facility: apfelhof })).items.map((one) => one.id)
  expect(await trashed(frieda)).toContain(comment)
  for (const who of [paula, paul]) {
    expect(await trashed(who)).not.toContain(comment)
    expect(answerOf(await restore(who))).toBe('forbidden')
  }
  orFail(await restore(frieda))
  const { comments } = orFail(await house.call('comment.list', paul, { announcement: forestDay }))
  expect(comments.find((one) => one.id === comment)).toMatchObject({ text: expect.any(String) as string })
  await report(house, clara, thing)
  expect(await waiting(house, frieda, thing)).toMatchObject({ state: 'open' })
  await grant(house, frieda.as, [])
})

test('[moderation-02, K-77, K-78] polls are no other kind: who moderates without writing gives one back', async () => {
  orFail(await house.call('module.switch', anna, { facility: apfelhof, module: 'polls', on: true }))
  const { id: poll } = await ask(house, emre)
  const thing: Thing = { kind: 'poll', ref: poll }
  await report(house, paul, thing)
  await grant(house, frieda.as, ['moderate'])
  orFail(await settle(house, frieda, (await waiting(house, frieda, thing)).id, 'removed'))
  const { items } = orFail(await house.call('trash.list', frieda, { facility: apfelhof }))
  expect(items.map(({ id }) => id)).toContain(poll)
  expect(answerOf(await house.call('poll.restore', frieda, { poll }))).toBe('ok')
  await grant(house, frieda.as, [])
})

test('[moderation-01] what was reported and is there no more keeps nothing that waits out of sight', async () => {
  const thing = await commented(paula)
  await report(house, paul, thing)
  const { id } = await waiting(house, anna, thing)
  const row = await rows('reports').findOne({ _id: id })
  const gone = Array.from({ length: 450 }, (_, n) => {
    const later = `ffffffff-ffff-7000-8000-${String(n).padStart(12, '0')}`
    return { ...row, _id: later as never, ref: later }
  })
  await rows('reports').insertMany(gone)
  expect(await waiting(house, anna, thing)).toMatchObject({ id })
  await rows('reports').deleteMany({ ref: /^ffffffff/ })
})

test('[D-08] races: two judge at once, and one removes while another reports', async () => {
  for (const [one, other] of [
    ['hidden', 'hidden'],
    ['kept', 'removed'],
    ['hidden', 'removed'],
  ] as const) {
    const thing = await commented(paula)
    await report(house, paul, thing)
    const { id } = await waiting(house, anna, thing)
    const answers = await Promise.all([settle(house, anna, id, one), settle(house, beate, id, other)])
    expect(answers.map(answerOf).every((code) => ['ok', 'already-settled', 'gone'].includes(code))).toBe(true)
    const doc = await rows('comments').findOne({ _id: thing.ref })
    const state = (await rows('reports').findOne({ _id: id }))?.['state'] as string
    const said = doc?.['gone'] ?? (doc?.['hiddenAt'] ? 'hidden' : 'kept')
    expect([one, other, said]).toEqual([one, other, state])
    // What was removed stays so: the one who was late is told.
    if (other === 'removed') expect(answerOf(answers[1])).toBe('ok')
    if (one === other) expect(answers.map(answerOf).sort()).toEqual(['already-settled', 'ok'])
  }
  const thing = await commented(paula)
  await Promise.all([
    file(paul, thing),
    house.call('comment.remove', paula, { comment: thing.ref as never }),
    file(clara, thing),
  ])
  expect((await queueOf(house, anna)).reports.map((one) => one.thing.ref)).not.toContain(thing.ref)
  const open = await rows('reports').findOne({ ref: thing.ref })
  if (open !== null) expect(answerOf(await settle(house, anna, open._id as never, 'hidden'))).toBe('gone')
  const many = await commented(paula)
  const crowd = await Promise.all([paul, clara, emre, frieda, anna, beate].map((who) => file(who, many)))
  expect(crowd.map(answerOf)).toEqual(Array(6).fill('ok'))
  expect(await waiting(house, anna, many)).toMatchObject({ reporters: 6 })
})

test('[K-02] in a module that is off nothing is reported, waits or is settled; it waits again afterwards', async () => {
  const thing = await commented(paula)
  await report(house, paul, thing)
  const { id } = await waiting(house, anna, thing)
  const turn = (on: boolean) => house.call('module.switch', anna, { facility: apfelhof, module: 'comments', on })
  orFail(await turn(false))
  expect((await queueOf(house, anna)).reports.map((one) => one.id)).not.toContain(id)
  expect(answerOf(await settle(house, anna, id, 'removed'))).toBe('module-off')
  expect(answerOf(await file(clara, thing))).toBe('module-off')
  orFail(await turn(true))
  expect(await waiting(house, anna, thing)).toMatchObject({ id })
})

test('[moderation-03] a muted member reads, and writes to staff alone, until its time is over', async () => {
  const given = await standing(house, paula, sun)
  const said = orFail(await house.call('message.send', paula, { thread: sun, text: 'Vorher.', under: given }))
  const mute = (who: Caller, of: Caller, ms: number) => {
    const until = new Date(house.clock.now().getTime() + ms).toISOString()
    return house.call('member.mute', who, { membership: of.as!, until })
  }
  const day = 24 * 60 * 60 * 1000
  for (const ms of [0, -1, 30 * day + 1]) expect(answerOf(await mute(anna, paula, ms))).toBe('mute-out-of-range')
  for (const of of [emre, beate, anna]) expect(answerOf(await mute(anna, of, day))).toBe('forbidden')
  for (const who of [emre, frieda, paul, paula, claraOfCouncil])
    expect(answerOf(await mute(who, paula, day))).toBe('not-found')
  orFail(await mute(beate, paula, day))
  const acknowledgement = await acknowledged(house, paula, { kind: 'comment', announcement: forestDay })
  const answers = async () => [
    answerOf(await house.call('comment.publish', paula, { announcement: forestDay, text: 'Doch.', acknowledgement })),
    answerOf(await house.call('message.send', paula, { thread: sun, text: 'Doch.', under: given })),
    answerOf(await house.call('message.edit', paula, { message: said.id, text: 'Doch.', under: given })),
  ]
  expect(await answers()).toEqual(['muted', 'muted', 'muted'])
  expect(answerOf(await house.call('message.list', paula, { thread: sun }))).toBe('ok')
  expect(answerOf(await house.call('comment.list', paula, { announcement: forestDay }))).toBe('ok')
  house.clock.advance(1000)
  expect(answerOf(await house.call('conversation.start', paula, { child: kim, partner: 'head', text: 'Warum?' }))).toBe(
    'ok',
  )
  const own = orFail(await house.call('session.read', paula, {})).memberships[0]
  expect(own?.mutedUntil).toBe((await queueOf(house, anna)).muted[0]?.until)
  expect((await queueOf(house, anna)).muted).toMatchObject([{ member: { membership: paula.as } }])
  orFail(await house.call('member.unmute', anna, { membership: paula.as }))
  expect(await answers()).toEqual(['ok', 'ok', 'ok'])
  orFail(await mute(anna, claraOfCouncil, 60_000))
  const toAll = await acknowledged(house, claraOfCouncil, { kind: 'announcement', facility: apfelhof, groups: 'all' })
  const announcing = { facility: apfelhof, groups: 'all', title: 'Aufruf', text: 'An alle.' } as const
  const cry = () => house.call('announcement.publish', claraOfCouncil, { ...announcing, acknowledgement: toAll })
  expect(answerOf(await cry())).toBe('muted')
  house.clock.advance(60_000)
  expect(answerOf(await cry())).toBe('ok')
  expect((await queueOf(house, anna)).muted).toEqual([])
})

test('[moderation-03] who is muted is so under every hat here, and let write again as one', async () => {
  const until = new Date(house.clock.now().getTime() + 60_000).toISOString()
  orFail(await house.call('member.mute', anna, { membership: clara.as, until }))
  const toAll = await acknowledged(house, claraOfCouncil, { kind: 'announcement', facility: apfelhof, groups: 'all' })
  const announcing = { facility: apfelhof, groups: 'all', title: 'Aufruf', text: 'An alle.' } as const
  const cry = async () =>
    answerOf(await house.call('announcement.publish', claraOfCouncil, { ...announcing, acknowledgement: toAll }))
  expect(await cry()).toBe('muted')
  const own = async () =>
    orFail(await house.call('session.read', clara, {})).memberships.map(({ mutedUntil }) => mutedUntil ?? null)
  expect(await own()).toEqual([until, until])
  expect((await queueOf(house, anna)).muted).toHaveLength(1)
  const longer = new Date(house.clock.now().getTime() + 120_000).toISOString()
  orFail(await house.call('member.mute', anna, { membership: claraOfCouncil.as, until: longer }))
  expect(await own()).toEqual([longer, longer])
  orFail(await house.call('member.unmute', anna, { membership: claraOfCouncil.as }))
  expect(await own()).toEqual([null, null])
  expect((await queueOf(house, anna)).muted).toEqual([])
  expect(await cry()).toBe('ok')
})

test('[moderation-03] after the answer to a mute nothing more of that member is stored', async () => {
  const under = await standing(house, paul, sun)
  const before = await rows('messages').countDocuments({ author: paul.as })
  const until = new Date(house.clock.now().getTime() + 60_000).toISOString()
  const send = () => house.call('message.send', paul, { thread: sun, text: 'Und noch etwas.', under })
  const muting = house.call('member.mute', anna, { membership: paul.as, until })
  const during = Promise.all(Array.from({ length: 20 }, send))
  orFail(await muting)
  const after = (await Promise.all(Array.from({ length: 10 }, send))).map(answerOf)
  const sent = (await during).map(answerOf)
  expect(after).toEqual(Array(10).fill('muted'))
  expect(sent.filter((code) => code !== 'ok' && code !== 'muted')).toEqual([])
  const stored = (await rows('messages').countDocuments({ author: paul.as })) - before
  expect(stored).toBe(sent.filter((code) => code === 'ok').length)
  orFail(await house.call('member.unmute', anna, { membership: paul.as }))
})

test('[moderation-04] in what is locked nobody writes, and everybody reads', async () => {
  const of = { kind: 'thread', ref: sun } as const
  const below = { kind: 'announcement', ref: forestDay } as const
  for (const who of [emre, paula, claraOfCouncil])
    expect(answerOf(await house.call('thread.lock', who, { of: below }))).toBe('forbidden')
  orFail(await house.call('thread.lock', beate, { of }))
  orFail(await house.call('thread.lock', anna, { of: below }))
  const under = orFail(await house.call('thread.read', paula, { thread: sun })).acknowledgement!
  const ofAnna = await standing(house, anna, sun)
  const acknowledgement = await acknowledged(house, paula, { kind: 'comment', announcement: forestDay })
  const publish = () =>
    house.call('comment.publish', paula, { announcement: forestDay, text: 'Hallo', acknowledgement })
  const send = (who: Caller, given: typeof under) =>
    house.call('message.send', who, { thread: sun, text: 'Hallo', under: given })
  expect([await send(paula, under), await send(anna, ofAnna), await publish()].map(answerOf)).toEqual(
    Array(3).fill('locked'),
  )
  expect(orFail(await house.call('thread.read', paula, { thread: sun })).thread.locked).toBe(true)
  expect(orFail(await house.call('comment.list', paula, { announcement: forestDay })).locked).toBe(true)
  expect(orFail(await house.call('thread.read', sami, { thread: wellen as string as ThreadId })).thread.locked).toBe(
    false,
  )
  orFail(await house.call('thread.unlock', anna, { of }))
  orFail(await house.call('thread.unlock', beate, { of: below }))
  expect([await send(paula, under), await publish()].map(answerOf)).toEqual(['ok', 'ok'])
  const both = await Promise.all(
    (['thread.lock', 'thread.unlock', 'thread.lock'] as const).map((name) =>
      house.call(name, anna, { of: { kind: 'thread', ref: igel as string as ThreadId } }),
    ),
  )
  expect(both.map(answerOf)).toEqual(['ok', 'ok', 'ok'])
})

test('[K-72, K-67] the journal says who did what to which record, and never what was written', async () => {
  const announced = await announce(house, emre, { facility: apfelhof, groups: [sonnen] })
  const thing: Thing = { kind: 'announcement', ref: announced.id }
  const note = 'unverwechselbarer grund'
  orFail(await house.call('report.file', paula, { thing, reason: 'privacy', note }))
  const { id } = await waiting(house, anna, thing)
  orFail(await settle(house, anna, id, 'hidden'))
  const until = new Date(house.clock.now().getTime() + 1000).toISOString()
  orFail(await house.call('member.mute', anna, { membership: clara.as, until }))
  const found = await house.ground.journal.journal.model
    .find({ operation: { $in: ['report.file', 'report.settle', 'member.mute'] } })
    .sort({ n: -1 })
    .limit(3)
    .lean()
  expect(found.map(({ operation, actor, ref }) => [operation, actor, ref])).toEqual([
    ['member.mute', anna.as, clara.as],
    ['report.settle', anna.as, announced.id],
    ['report.file', paula.as, id],
  ])
  expect(found[0]?.fields).toEqual(['mutedUntil'])
  expect(JSON.stringify(found)).not.toMatch(new RegExp(`privacy|${note}|${until}`))
  const filing = await rows('report-filings').findOne({ thing: announced.id })
  expect(filing?.['expiresAt']).toBeInstanceOf(Date)
  expect(Buffer.from((filing?.['note'] as { buffer: Uint8Array }).buffer).toString('utf8')).not.toContain('grund')
  expect(await waiting(house, anna, thing)).toMatchObject({ notes: [note], title: 'Morgen im Garten', state: 'hidden' })
})

test('[moderation-02, K-81] what is hidden is still its author’s to withdraw; then there is nothing to judge', async () => {
  const thing = await commented(paula)
  await report(house, paul, thing)
  const { id } = await waiting(house, anna, thing)
  orFail(await settle(house, anna, id, 'hidden'))
  expect(answerOf(await file(clara, thing))).toBe('not-found')
  const withdrawn = await house.call('comment.remove', paula, { comment: thing.ref as CommentId })
  expect(orFail(withdrawn)).toMatchObject({ gone: 'withdrawn' })
  expect((await queueOf(house, anna)).reports.map((one) => one.id)).not.toContain(id)
  expect(answerOf(await settle(house, anna, id, 'kept'))).toBe('gone')
})

test('[moderation-02, K-81] so is a hidden announcement its author’s', async () => {
  const { id: announcement } = await announce(house, emre, { facility: apfelhof, groups: [sonnen] })
  const thing: Thing = { kind: 'announcement', ref: announcement }
  await report(house, paula, thing)
  orFail(await settle(house, anna, (await waiting(house, anna, thing)).id, 'hidden'))
  const own = async () =>
    orFail(await house.call('account.read-own', { person: emre.person, as: null }, {})).messages.map(({ id }) => id)
  expect(await own()).toContain(announcement)
  expect(answerOf(await house.call('announcement.remove', sami, { announcement }))).toBe('not-found')
  const request = crypto.randomUUID()
  for (let n = 0; n < 2; n += 1)
    expect(orFail(await house.call('announcement.remove', emre, { announcement }, request))).toMatchObject({
      gone: 'withdrawn',
    })
  expect(await own()).not.toContain(announcement)
  expect((await queueOf(house, anna)).reports.map((one) => one.thing.ref)).not.toContain(announcement)
})

test('[moderation-01, K-73] the audit shows who decided, and to nobody who reported', async () => {
  const thing = await commented(paula)
  await report(house, clara, thing)
  const { id } = await waiting(house, anna, thing)
  orFail(await settle(house, anna, id, 'kept'))
  await house.gateway.work('linking')
  const of = async (operation: string) =>
    orFail(await house.call('audit.list', anna, { facility: apfelhof, operation })).lines
  expect(await of('report.file')).toEqual([])
  expect(await of('report.settle')).toContainEqual(
    expect.objectContaining({ ref: id, who: expect.objectContaining({ name: 'Anna Holderbusch' }) as unknown }),
  )
})

test('[K-76, K-79] a report goes with what was reported, of whatever kind, and a filing with the account that filed it', async () => {
  const said = await commented(paula)
  const { id: poll } = await ask(house, emre)
  await report(house, sami, await commented(paula, 'Für alle.', parentsEvening))
  const things: Thing[] = [said, { kind: 'poll', ref: poll }]
  for (const thing of things) await report(house, paul, thing)
  const kept = ({ ref }: Thing) =>
    Promise.all([rows('reports').countDocuments({ ref }), rows('report-filings').countDocuments({ thing: ref })])
  expect(await Promise.all(things.map(kept))).toEqual([
    [1, 1],
    [1, 1],
  ])
  orFail(await house.call('comment.remove', paula, { comment: said.ref as CommentId }))
  orFail(await house.call('poll.remove', emre, { poll }))
  house.clock.advance(8 * 24 * 60 * 60 * 1000)
  await house.gateway.work('purge')
  expect(await Promise.all(things.map(kept))).toEqual([
    [0, 0],
    [0, 0],
  ])
})
