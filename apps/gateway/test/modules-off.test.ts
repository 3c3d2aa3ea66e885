import { randomUUID } from 'node:crypto'
import { modules, operations, type Module, type OperationName, type PersonId } from '@morgenkreis/protocol'
import { apfelhof, kim } from '@morgenkreis/world'
import type { Socket } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anna, answerOf, emre, orFail, paula } from './cast.ts'
import { openFullHouse, prepareDeeds, type Deeds, type GatedOperationName } from './full-house.ts'
import type { House } from './house.ts'
import { bareSocket, greeting } from './wire.ts'

let house: House
let deeds: Deeds
const sockets = new Map<PersonId, Socket>()
beforeAll(async () => {
  house = await openFullHouse()
  deeds = await prepareDeeds(house)
  for (const person of new Set(Object.values(deeds).map(({ who }) => who.person))) {
    const socket = bareSocket(house, await house.headersOf(person))
    expect(await greeting(socket)).toBe('connected')
    sockets.set(person, socket)
  }
})
afterAll(async () => {
  for (const socket of sockets.values()) socket.close()
  await house.close()
})

/** What each operation stands on: everything that may answer `module-off`, and nothing else (compared below). */
const standsOn: Record<GatedOperationName, readonly Module[]> = {
  ...on(
    ['announcements'],
    [
      ...(['announcement.publish', 'announcement.list', 'announcement.read', 'announcement.remove'] as const),
      ...(['announcement.cancel', 'announcement.confirm', 'announcement.progress', 'announcement.remind'] as const),
      ...(['announcement.restore', 'announcement.open', 'announcement.unopened', 'announcement.reach'] as const),
      ...(['schedule.list', 'confirmation.list', 'audience.preview', 'hold.place', 'thread.unlock'] as const),
    ],
  ),
  ...on(
    ['announcements', 'comments'],
    ['comment.publish', 'comment.list', 'comment.see', 'comment.remove', 'comment.restore'],
  ),
  ...on(
    ['chat'],
    [
      ...(['thread.read', 'thread.mark', 'thread.acknowledge', 'thread.type', 'thread.lock'] as const),
      ...(['message.list', 'message.send', 'message.edit', 'message.remove', 'message.restore'] as const),
      ...(['report.file', 'report.settle'] as const),
    ],
  ),
  ...on(['conversations'], ['household.list', 'conversation.start', 'conversation.pass']),
  ...on(
    ['polls'],
    [
      ...([
        'poll.publish',
        'poll.list',
        'poll.read',
        'poll.vote',
        'poll.close',
        'poll.remove',
        'poll.restore',
      ] as const),
    ],
  ),
  ...on(
    ['sick-notes'],
    [
      ...(['sick-note.report', 'sick-note.list', 'sick-note.change', 'sick-note.recover'] as const),
      ...(['sick-note.see', 'sick-note.remove'] as const),
    ],
  ),
  ...on(
    ['absences'],
    [...(['absence.report', 'absence.list', 'absence.change', 'absence.see', 'absence.remove'] as const)],
  ),
  // Of both kinds of reports as far as they are on; of threads those that are on; and a lock goes whatever is on.
  ...on([], ['presence.list', 'report.waiting', 'thread.list', 'hold.lift']),
}
function on<Name extends GatedOperationName>(these: readonly Module[], names: readonly Name[]) {
  return Object.fromEntries(names.map((name) => [name, these])) as Record<Name, readonly Module[]>
}

const gated = operations.flatMap(({ name, refuses }) =>
  (refuses as readonly string[]).includes('module-off') ? [name as GatedOperationName] : [],
)
const live = new Set<OperationName>(operations.flatMap(({ name, live: isLive }) => (isLive ? [name] : [])))
/** Deletion goes on, in the same words everywhere. */
const deletes = (name: string) => /\.(?:remove|cancel)$/.test(name)

const turn = async (module: Module, isOn: boolean) =>
  orFail(await house.call('module.switch', anna, { facility: apfelhof, module, on: isOn }))
const overHttp = async (name: GatedOperationName) =>
  answerOf(await house.call(name, deeds[name].who, deeds[name].input))
const overSocket = (name: GatedOperationName) =>
  new Promise<string>((answer) => {
    const { who, input } = deeds[name]
    const call = { as: who.as, request: randomUUID(), input }
    sockets.get(who.person)!.emit(name, call, (reply: Parameters<typeof answerOf>[0]) => answer(answerOf(reply)))
  })

/** How much of everything there is; the audit follows a second behind, and pushes on their own. */
async function stored(): Promise<Record<string, number>> {
  const { data } = house.ground.database
  const names = (await data.listCollections()).map(({ name }) => name)
  const own = names.filter((name) => !/^(?:audit|gateways|leases|notified|deliveries|sessions)/.test(name)).sort()
  return Object.fromEntries(
    await Promise.all(own.map(async (name) => [name, await data.collection(name).countDocuments()] as const)),
  )
}

test('[K-02] every operation that may answer so says on which modules it stands', () => {
  expect(Object.keys(standsOn).sort()).toEqual([...gated].sort())
})

test.for(modules)('[K-02] with %s switched off, both doors answer so, and nothing new is stored', async (module) => {
  const closed = gated.filter((name) => standsOn[name].includes(module) && !deletes(name))
  expect(closed.length).toBeGreaterThan(2)
  await turn(module, false)
  const before = await stored()
  for (const name of closed) expect([name, await overHttp(name)]).toEqual([name, 'module-off'])
  for (const name of closed.filter((one) => live.has(one)))
    expect([name, 'socket', await overSocket(name)]).toEqual([name, 'socket', 'module-off'])
  expect(await stored()).toEqual(before)
  await turn(module, true)
})

test('[K-02] what is deleted is deleted although its module is off, by the socket where there is one', async () => {
  for (const name of gated.filter(deletes)) {
    const own = standsOn[name].at(-1)!
    await turn(own, false)
    expect([name, live.has(name) ? await overSocket(name) : await overHttp(name)]).toEqual([name, 'ok'])
    await turn(own, true)
  }
})

test('[K-02] on again, all of it is there as before', async () => {
  for (const name of gated.filter((one) => one.endsWith('.list') || one.endsWith('.read')))
    expect([name, await overHttp(name)]).toEqual([name, 'ok'])
})

test('[K-02] a conversation stands on its own module, whatever is with chats', async () => {
  const said = orFail(
    await house.call('conversation.start', paula, { child: kim, partner: 'team', text: 'Guten Tag.' }),
  )
  const gone = orFail(await house.call('message.send', paula, { thread: said.thread, text: 'Zu viel.' }))
  orFail(await house.call('message.remove', paula, { message: gone.id }))
  const { thread } = said
  const ways = async () => ({
    'thread.read': answerOf(await house.call('thread.read', emre, { thread })),
    'thread.mark': answerOf(await house.call('thread.mark', emre, { thread, upTo: said.id, unread: false })),
    'message.list': answerOf(await house.call('message.list', emre, { thread })),
    'message.send': answerOf(await house.call('message.send', emre, { thread, text: 'Danke.' })),
    'message.edit': answerOf(await house.call('message.edit', paula, { message: said.id, text: 'Hallo.' })),
    'message.restore': answerOf(await house.call('message.restore', paula, { message: gone.id })),
  })
  await turn('conversations', false)
  const before = await stored()
  expect(new Set(Object.values(await ways()))).toEqual(new Set(['module-off']))
  expect(await stored()).toEqual(before)
  await turn('chat', false)
  const { threads } = orFail(await house.call('thread.list', paula, { facility: apfelhof }))
  expect(threads).toEqual([])
  await turn('conversations', true)
  expect(new Set(Object.values(await ways()))).toEqual(new Set(['ok']))
  await turn('conversations', false)
  orFail(await house.call('message.remove', paula, { message: said.id }))
})

test('[K-02, K-39] who is here today, and what waits, is answered while one kind of report is on', async () => {
  const both = async () => [await overHttp('presence.list'), await overHttp('report.waiting')]
  await turn('sick-notes', false)
  expect(await both()).toEqual(['ok', 'ok'])
  await turn('absences', false)
  expect(await both()).toEqual(['module-off', 'module-off'])
  await turn('sick-notes', true)
  expect(await both()).toEqual(['ok', 'ok'])
})
