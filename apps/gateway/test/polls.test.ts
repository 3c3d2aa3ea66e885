import { randomUUID } from 'node:crypto'
import { applyToPolls, emptyPolls, mergePolls, type Polls } from '@morgenkreis/client'
import type { ChildId, Poll, PollId } from '@morgenkreis/protocol'
import { apfelhof, children, kranichweg, sonnen, wellen } from '@morgenkreis/world'
import { expect, test, vi } from 'vitest'
import { ask, beginningWithPolls, choose, dayMs, guardianOf, question, reading, strangers, vote } from './asking.ts'
import {
  anna,
  answerOf,
  clara,
  claraOfCouncil,
  emre,
  everybody,
  frieda,
  olga,
  orFail,
  paul,
  paula,
  sami,
} from './cast.ts'
import { queueOf, report, settle, waiting } from './moderating.ts'
import type { Phone } from './phone.ts'
import { housePhoned } from './standing-house.ts'
import { acknowledged } from './writing.ts'

const { house, phones } = await housePhoned(everybody, beginningWithPolls)

const kim = guardianOf(paula).child
const jonte = guardianOf(clara).child
const layan = guardianOf(sami).child
const nameOf = (child: ChildId) => children.find(({ id }) => id === child)?.name
const voted = { child: kim, voted: true }
const heard = ({ told }: Phone, name: string, ref: string) =>
  told.filter(({ event }) => event.name === name && event.ref === ref)
const inRawForm = async (name: string, filter: object) =>
  house.ground.database.data.collection(name).find(filter).toArray()

test('[D-07] an educator asks a group, and everybody who hears it has the poll at once', async () => {
  const poll = await ask(house, emre)
  for (const name of ['anna', 'emre', 'frieda', 'clara', 'paula', 'paul'] as const)
    await vi.waitFor(
      () => expect(heard(phones[name], 'poll.published', poll.id).map(({ event }) => event.data)).toContainEqual(poll),
      10_000,
    )
  expect(heard(phones.sami, 'poll.published', poll.id)).toEqual([])
  for (const who of [anna, emre, frieda, claraOfCouncil, clara, paula]) {
    const list = orFail(await house.call('poll.list', who, { facility: apfelhof }))
    expect(list.polls[0]).toEqual(poll)
    expect((await reading(house, who, poll.id)).poll).toEqual(poll)
  }
  expect(orFail(await house.call('poll.list', sami, { facility: apfelhof })).polls).toEqual([])
})

test('[D-05, K-101] a poll passes the gate: its own preview, once, acknowledged', async () => {
  const entered = { facility: apfelhof, ...question(house) }
  const { facility, groups } = entered
  expect(answerOf(await house.call('poll.publish', emre, entered))).toBe('acknowledgement-missing')
  const ofAnother = await acknowledged(house, emre, { kind: 'announcement', facility, groups })
  expect(answerOf(await house.call('poll.publish', emre, { ...entered, acknowledgement: ofAnother }))).toBe(
    'acknowledgement-stale',
  )
  const acknowledgement = await acknowledged(house, emre, { kind: 'poll', facility, groups })
  const published = orFail(await house.call('poll.publish', emre, { ...entered, acknowledgement }))
  expect(answerOf(await house.call('poll.publish', emre, { ...entered, acknowledgement }))).toBe('acknowledgement-used')
  const [row] = await inRawForm('polls', { _id: published.id })
  expect(row?.['proof']).toMatchObject({ notice: 'announcement', language: 'de' })
  const native = house.ground.database.data.collection('polls')
  const { proof: _proof, ...bare } = row!
  await expect(native.insertOne({ ...bare, _id: randomUUID() as never })).rejects.toThrow(/validation/)
})

test('[K-27, K-40] a guardian answers for the own child, sees the own answer, and changes it until the deadline', async () => {
  const { id: poll } = await ask(house, emre)
  expect((await reading(house, clara, poll)).own).toEqual([{ child: jonte, voted: false, answer: null }])
  const first = orFail(await vote(house, clara, { poll, child: jonte, answer: choose(1) }))
  expect(first).toEqual({ poll, votes: [{ child: jonte, voted: true, answer: choose(1) }] })
  expect(orFail(await vote(house, clara, { poll, child: jonte, answer: choose(2) })).votes[0]?.answer).toEqual(
    choose(2),
  )
  const read = await reading(house, clara, poll)
  expect(read).toMatchObject({ own: [{ child: jonte, voted: true, answer: choose(2) }], totals: null, returns: null })
  const list = orFail(await house.call('poll.list', clara, { facility: apfelhof }))
  expect(list.own.find((one) => one.poll === poll)?.votes).toEqual(read.own)
  expect((await reading(house, anna, poll)).totals).toEqual({ answers: 1, counts: [0, 0, 1] })
})

test('[K-27] several choices, and free text', async () => {
  const several = await ask(house, emre, { kind: 'several' })
  orFail(await vote(house, paula, { poll: several.id, child: kim, answer: choose(2, 0) }))
  expect((await reading(house, paula, several.id)).own[0]?.answer).toEqual(choose(0, 2))
  const text = await ask(house, emre, { kind: 'text', options: [] })
  orFail(await vote(house, paula, { poll: text.id, child: kim, answer: { text: 'Wir bringen Äpfel mit.' } }))
  const { returns, totals } = await reading(house, emre, text.id)
  expect(returns?.answers).toMatchObject([
    {
      voters: [{ child: kim, sign: 'kite', name: nameOf(kim), group: sonnen }],
      answer: { text: 'Wir bringen Äpfel mit.' },
    },
  ])
  expect(totals).toEqual({ answers: 1, counts: [] })
})

test('[K-27, K-36] a vote for another’s child, one who is not asked, or a choice that is none is refused', async () => {
  const { id: poll } = await ask(house, emre)
  for (const child of [jonte, layan, randomUUID() as ChildId, undefined])
    expect(answerOf(await vote(house, paula, { poll, ...(child && { child }) }))).toBe('child-unknown')
  for (const answer of [choose(3), choose(0, 1), { text: 'Wald' }])
    expect(answerOf(await vote(house, paula, { poll, child: kim, answer }))).toBe('choice-unknown')
  expect(answerOf(await vote(house, paula, { poll: randomUUID() as PollId, child: kim }))).toBe('not-found')
  expect(answerOf(await vote(house, sami, { poll, child: layan }))).toBe('not-found')
  expect(answerOf(await vote(house, olga, { poll, child: kim }))).toBe('not-found')
  for (const who of [anna, emre, claraOfCouncil])
    expect(answerOf(await vote(house, who, { poll, child: jonte }))).toBe('forbidden')
  expect((await reading(house, anna, poll)).returns).toMatchObject({ answered: 0, answers: [] })
})

test('[K-27] at the deadline it is over, to the millisecond', async () => {
  const { id: poll, closesAt } = await ask(house, emre)
  house.clock.advance(new Date(closesAt).getTime() - house.clock.now().getTime() - 1)
  expect(answerOf(await vote(house, paula, { poll, child: kim }))).toBe('ok')
  house.clock.advance(1)
  expect(answerOf(await vote(house, paula, { poll, child: kim, answer: choose(1) }))).toBe('poll-closed')
  expect(answerOf(await vote(house, clara, { poll, child: jonte }))).toBe('poll-closed')
  expect(answerOf(await house.call('poll.close', emre, { poll }))).toBe('poll-closed')
  expect((await reading(house, paula, poll)).own).toEqual([{ ...voted, answer: choose(0) }])
})

test('[D-07] a deadline lies ahead, by half a year at most', async () => {
  const at = (days: number) => new Date(house.clock.now().getTime() + days * dayMs).toISOString()
  for (const closesAt of [at(0), at(-1), at(181), '2119-01-01T00:00:00.000Z']) {
    const entered = { facility: apfelhof, ...question(house, { closesAt }) }
    expect(answerOf(await house.call('poll.publish', emre, entered))).toBe('deadline-out-of-range')
  }
})

test('[D-07] it is closed early by who may, once, and whoever hears it knows', async () => {
  const poll = await ask(house, anna, { groups: [sonnen, wellen] })
  for (const who of [frieda, claraOfCouncil, clara, paula, emre])
    expect(answerOf(await house.call('poll.close', who, { poll: poll.id }))).toBe('forbidden')
  expect(answerOf(await house.call('poll.close', olga, { poll: poll.id }))).toBe('not-found')
  const request = randomUUID()
  const closed = orFail(await house.call('poll.close', anna, { poll: poll.id }, request))
  expect(closed).toEqual({ ...poll, closedAt: house.clock.now().toISOString(), v: 2 })
  expect(orFail(await house.call('poll.close', anna, { poll: poll.id }, request))).toEqual(closed)
  expect(answerOf(await house.call('poll.close', anna, { poll: poll.id }))).toBe('poll-closed')
  expect(answerOf(await vote(house, paula, { poll: poll.id, child: kim }))).toBe('poll-closed')
  for (const phone of [phones.paula, phones.sami, phones.emre])
    await vi.waitFor(() => expect(heard(phone, 'poll.closed', poll.id)[0]?.event.data).toEqual(closed), 10_000)
})

test('[D-08] a removed poll leaves every screen, and a line', async () => {
  const { id: poll } = await ask(house, emre)
  orFail(await vote(house, paula, { poll, child: kim }))
  const line = orFail(await house.call('poll.remove', emre, { poll }))
  expect(line).toMatchObject({ id: poll, gone: 'withdrawn', v: 2 })
  await vi.waitFor(() => expect(heard(phones.paula, 'poll.removed', poll)[0]?.event.data).toEqual(line), 10_000)
  expect(answerOf(await vote(house, paula, { poll, child: kim, answer: choose(1) }))).toBe('not-found')
  expect(orFail(await house.call('poll.read', anna, { poll }))).toEqual(line)
  expect(orFail(await house.call('poll.list', paula, { facility: apfelhof })).polls).toContainEqual(line)
  house.clock.advance(7 * dayMs + 1)
  expect(answerOf(await house.call('poll.read', anna, { poll }))).toBe('not-found')
})

test('[D-08, K-82, K-81] restored from the trash it is on every screen again, with every answer, and takes new ones', async () => {
  const { id: poll, question } = await ask(house, emre)
  orFail(await vote(house, paula, { poll, child: kim }))
  const own = orFail(await house.call('account.read-own', { person: emre.person, as: null }, {}))
  expect(own.messages[0]).toMatchObject({ kind: 'poll', id: poll, excerpt: question, membership: emre.as })
  orFail(await house.call('poll.remove', anna, { poll }))
  const inTrash = async (who: typeof anna) =>
    orFail(await house.call('trash.list', who, { facility: apfelhof })).items.filter(({ id }) => id === poll)
  for (const who of [anna, emre])
    expect(await inTrash(who)).toMatchObject([{ kind: 'poll', gone: 'removed', excerpt: question }])
  for (const who of [paula, clara, claraOfCouncil, frieda]) expect(await inTrash(who)).toEqual([])
  for (const who of [paula, claraOfCouncil, frieda])
    expect(answerOf(await house.call('poll.restore', who, { poll }))).toBe('forbidden')
  expect(answerOf(await house.call('poll.restore', olga, { poll }))).toBe('not-found')
  const restored = orFail(await house.call('poll.restore', emre, { poll }))
  expect(restored).toMatchObject({ id: poll, question, v: 3 })
  await vi.waitFor(() => expect(heard(phones.paula, 'poll.restored', poll)[0]?.event.data).toEqual(restored), 10_000)
  const { own: mine, returns } = await reading(house, emre, poll)
  expect([mine, returns?.answered]).toEqual([[], 1])
  orFail(await vote(house, paula, { poll, child: kim, answer: choose(1) }))
  expect(answerOf(await house.call('poll.restore', emre, { poll }))).toBe('not-found')
})

test('[K-24, K-82] a withdrawn poll is its author’s to restore, for seven days', async () => {
  const { id: poll } = await ask(house, emre)
  orFail(await house.call('poll.remove', emre, { poll }))
  expect(answerOf(await house.call('poll.restore', anna, { poll }))).toBe('forbidden')
  house.clock.advance(7 * dayMs)
  expect(answerOf(await house.call('poll.restore', emre, { poll }))).toBe('gone')
})

test('[K-27] taps twice, both guardians at once: one answer for the child', async () => {
  const { id: poll } = await ask(house, emre)
  const request = randomUUID()
  const taps = [paula, paula, paula].map((who) => vote(house, who, { poll, child: kim, answer: choose(0) }, request))
  const others = [paul, paul, paula].map((who) => vote(house, who, { poll, child: kim, answer: choose(1) }))
  expect((await Promise.all([...taps, ...others])).map(answerOf)).toEqual(Array(6).fill('ok'))
  const { returns, totals } = await reading(house, anna, poll)
  expect(returns).toMatchObject({ answered: 1, answers: [{ voters: [{ child: kim }] }] })
  expect(totals?.answers).toBe(1)
  expect(totals?.counts.reduce((sum, count) => sum + count)).toBe(1)
  expect(await inRawForm('poll-answers', { poll })).toHaveLength(1)
})

test('[K-27] a whole group votes at once: every answer counts, once', async () => {
  const { id: poll } = await ask(house, emre, { anonymous: true })
  const voters = strangers(14, [paula, clara, sami])
  const answers = await Promise.all(
    voters.map((who, n) => vote(house, who, { poll, child: who.child, answer: choose(n % 2) })),
  )
  expect(answers.map(answerOf)).toEqual(voters.map(() => 'ok'))
  orFail(await house.call('poll.close', emre, { poll }))
  expect((await reading(house, emre, poll)).totals).toEqual({ answers: 14, counts: [7, 7, 0] })
}, 60_000)

test('[K-27] one answer for each family, whichever of its guardians gives it', async () => {
  const { id: poll } = await ask(house, anna, { groups: 'all', per: 'family' })
  const answers = [paula, paul].map((who, n) => vote(house, who, { poll, answer: choose(n) }))
  expect((await Promise.all(answers)).map(answerOf)).toEqual(['ok', 'ok'])
  expect(answerOf(await vote(house, paula, { poll, child: kim }))).toBe('child-unknown')
  orFail(await vote(house, sami, { poll, answer: choose(2) }))
  const [own] = (await reading(house, paula, poll)).own
  expect(own).toMatchObject({ child: null, voted: true })
  expect((await reading(house, paul, poll)).own).toEqual([own])
  const { returns } = await reading(house, anna, poll)
  expect(returns?.answered).toBe(2)
  expect(returns?.answers.map(({ voters }) => voters.map(({ child }) => child))).toContainEqual([kim])
})

test('[K-15, K-38] staff see the answers of the children of their own groups, by sign and name', async () => {
  const { id: poll } = await ask(house, anna, { groups: 'all' })
  orFail(await vote(house, paula, { poll, child: kim }))
  orFail(await vote(house, sami, { poll, child: layan, answer: choose(1) }))
  const childrenSeen = async (who: typeof anna) =>
    (await reading(house, who, poll)).returns?.answers.flatMap(({ voters }) => voters.map(({ child }) => child))
  expect((await childrenSeen(anna))?.toSorted()).toEqual([kim, layan].sort())
  const names = async (who: typeof anna) =>
    (await reading(house, who, poll)).returns?.answers.flatMap(({ voters }) => voters.map(({ name }) => name))
  expect((await names(anna))?.toSorted()).toEqual([nameOf(kim), nameOf(layan)].sort())
  expect(await names(emre)).toEqual([nameOf(kim)])
  for (const who of [emre, frieda]) {
    expect(await childrenSeen(who)).toEqual([kim])
    expect((await reading(house, who, poll)).totals).toEqual({ answers: 2, counts: [1, 1, 0] })
  }
})

test('[K-40] families see totals only if staff show them, after closing, from five answers on', async () => {
  const voters = strangers(4, [paula, clara, sami])
  for (const totals of [true, false]) {
    const { id: poll } = await ask(house, emre, { totals })
    for (const who of voters) orFail(await vote(house, who, { poll, child: who.child }))
    const few = await ask(house, emre, { totals })
    for (const who of voters) orFail(await vote(house, who, { poll: few.id, child: who.child }))
    orFail(await vote(house, paula, { poll, child: kim, answer: choose(2) }))
    const families = [paula, clara, claraOfCouncil]
    for (const who of families) expect((await reading(house, who, poll)).totals).toBeNull()
    orFail(await house.call('poll.close', emre, { poll }))
    orFail(await house.call('poll.close', emre, { poll: few.id }))
    const shown = totals ? { answers: 5, counts: [4, 0, 1] } : null
    for (const who of families) {
      expect((await reading(house, who, poll)).totals).toEqual(shown)
      expect(await reading(house, who, few.id)).toMatchObject({ totals: null, returns: null })
    }
  }
}, 60_000)

test('[K-02] switched off, nothing of it answers but deletion, and what was asked is hidden until it is on again', async () => {
  const { id: poll } = await ask(house, emre)
  const { id: mistake } = await ask(house, emre)
  const turn = (on: boolean) => house.call('module.switch', anna, { facility: apfelhof, module: 'polls', on })
  orFail(await turn(false))
  const entered = { facility: apfelhof, ...question(house) }
  const destination = { kind: 'poll' as const, facility: apfelhof, groups: [sonnen] }
  expect({
    publish: answerOf(await house.call('poll.publish', emre, entered)),
    preview: answerOf(await house.call('audience.preview', emre, { destination, language: 'de' })),
    list: answerOf(await house.call('poll.list', paula, { facility: apfelhof })),
    read: answerOf(await house.call('poll.read', paula, { poll })),
    vote: answerOf(await vote(house, paula, { poll, child: kim })),
    close: answerOf(await house.call('poll.close', emre, { poll })),
    remove: answerOf(await house.call('poll.remove', emre, { poll: mistake })),
  }).toEqual({
    publish: 'module-off',
    preview: 'module-off',
    list: 'module-off',
    read: 'module-off',
    vote: 'module-off',
    close: 'module-off',
    remove: 'ok',
  })
  orFail(await turn(true))
  expect((await reading(house, paula, poll)).own).toEqual([{ child: kim, voted: false, answer: null }])
})

test('[K-95, K-02] until a head switches it on, a Kita has no polls', async () => {
  expect(orFail(await house.call('facility.read', olga, { facility: kranichweg })).modules).toEqual(['announcements'])
  expect(answerOf(await house.call('poll.list', olga, { facility: kranichweg }))).toBe('module-off')
})

test('[I3] a vote whose reply was lost is answered as it was, and not stored twice', async () => {
  const { id: poll } = await ask(house, emre, { anonymous: true })
  const request = randomUUID()
  const first = orFail(await vote(house, clara, { poll, child: jonte }, request))
  expect(orFail(await vote(house, clara, { poll, child: jonte }, request))).toEqual(first)
  // What was chosen is no part of what a request is known by (decision 9): the first choice stands.
  expect(orFail(await vote(house, clara, { poll, child: jonte, answer: choose(1) }, request))).toEqual(first)
  expect(answerOf(await vote(house, clara, { poll: randomUUID() as PollId, child: jonte }, request))).toBe('id-reused')
  orFail(await house.call('poll.remove', emre, { poll }))
  expect(answerOf(await vote(house, clara, { poll, child: jonte }, request))).toBe('gone')
})

test('[D-07, D-08] the list of before and what was told make the list of now, for everybody', async () => {
  const lists = new Map<Phone, Polls>()
  const listOf = async (who: typeof anna) =>
    mergePolls(emptyPolls, apfelhof, orFail(await house.call('poll.list', who, { facility: apfelhof })))
  const here = { anna, emre, frieda, paula, paul, sami }
  const names = Object.keys(here) as (keyof typeof here)[]
  for (const name of names) lists.set(phones[name], await listOf(here[name]))
  const told = new Map(names.map((name) => [name, phones[name].told.length]))
  const asked = [await ask(house, emre), await ask(house, anna, { groups: 'all' }), await ask(house, emre)]
  const [first, second, third] = asked.map(({ id }) => id) as [PollId, PollId, PollId]
  orFail(await vote(house, paula, { poll: second, child: kim }))
  orFail(await house.call('poll.close', anna, { poll: second }))
  orFail(await house.call('poll.remove', emre, { poll: third }))
  orFail(await vote(house, paul, { poll: first, child: kim }))
  for (const name of names) {
    const fresh = await listOf(here[name])
    const since = () => phones[name].told.slice(told.get(name)).map(({ event }) => event)
    await vi.waitFor(() => {
      const reduced = since().reduce(applyToPolls, lists.get(phones[name])!)
      expect([name, reduced.items]).toEqual([name, fresh.items])
    }, 10_000)
    expect([name, since().some((event) => event.name === 'poll.voted')]).toEqual([name, name !== 'sami'])
  }
})

test('[K-01] what is no poll is refused as it came', async () => {
  const refused = async (change: Partial<Poll>) => {
    const entered = { facility: apfelhof, ...question(house), ...change }
    return answerOf(await house.call('poll.publish', emre, entered))
  }
  const many = Array.from({ length: 13 }, (_, n) => `Tag ${n}`)
  for (const change of [
    { options: ['nur eine'] },
    { options: ['gleich', 'gleich'] },
    { options: many },
    { options: ['', 'leer'] },
    { options: ['x'.repeat(121), 'y'] },
    { kind: 'text' as const },
    { kind: 'text' as const, options: [], anonymous: true },
    { question: '  ' },
    { closesAt: 'morgen' },
  ])
    expect([change, await refused(change)]).toEqual([change, 'invalid'])
})

test('[moderation-01, moderation-02, D-08, K-77] a reported poll is hidden from everybody, shown again with its votes, and removed', async () => {
  const poll = await ask(house, emre, { question: 'Wer ist hier blöd?' })
  const thing = { kind: 'poll', ref: poll.id } as const
  orFail(await vote(house, paula, { poll: poll.id, child: kim }))
  expect(answerOf(await house.call('report.file', emre, { thing, reason: 'other' }))).toBe('forbidden')
  expect(answerOf(await house.call('report.file', sami, { thing, reason: 'other' }))).toBe('not-found')
  await report(house, paula, thing)
  const waits = await waiting(house, anna, thing)
  expect(waits).toMatchObject({ thing, title: poll.question, text: poll.options.join('\n'), state: 'open' })
  const read = (who = paula) => house.call('poll.read', who, { poll: poll.id })
  for (let turn = 0; turn < 2; turn += 1) {
    orFail(await settle(house, anna, waits.id, 'hidden'))
    await vi.waitFor(() => expect(heard(phones.paula, 'poll.removed', poll.id).length).toBe(turn + 1), 10_000)
    const line = heard(phones.paula, 'poll.removed', poll.id).at(-1)!.event
    expect(line.data).toMatchObject({ gone: 'hidden' })
    expect(orFail(await read())).toMatchObject({ gone: 'hidden' })
    expect(JSON.stringify([line, await house.call('poll.list', paula, { facility: apfelhof })])).not.toContain(
      poll.question,
    )
    for (const who of [paula, paul])
      expect(answerOf(await vote(house, who, { poll: poll.id, child: kim, answer: choose(1) }))).toBe('not-found')
    expect(answerOf(await house.call('poll.close', emre, { poll: poll.id }))).toBe('not-found')
    orFail(await settle(house, anna, waits.id, 'kept'))
    await vi.waitFor(() => expect(heard(phones.paula, 'poll.revealed', poll.id).length).toBe(turn + 1), 10_000)
    expect((await reading(house, paula, poll.id)).own).toMatchObject([{ answer: choose(0) }])
    await report(house, turn === 0 ? clara : paul, thing)
  }
  orFail(await settle(house, anna, waits.id, 'removed'))
  expect(orFail(await read())).toMatchObject({ gone: 'removed' })
})

test('[moderation-02, K-81] a hidden poll is still its author’s to withdraw', async () => {
  const poll = await ask(house, emre)
  const thing = { kind: 'poll', ref: poll.id } as const
  await report(house, paula, thing)
  orFail(await settle(house, anna, (await waiting(house, anna, thing)).id, 'hidden'))
  orFail(await house.call('poll.remove', emre, { poll: poll.id }))
  expect((await queueOf(house, anna)).reports.map((one) => one.thing.ref)).not.toContain(poll.id)
})
