import type { MembershipId, Room } from '@morgenkreis/protocol'
import { apfelhof, igel, kraniche, kranichweg, sonnen, wellen } from '@morgenkreis/world'
import { expect, test } from 'vitest'
import {
  anna,
  answerOf,
  clara,
  claraOfCouncil,
  emre,
  forestDay,
  frieda,
  gymBags,
  olga,
  orFail,
  parentsEvening,
  paul,
  paula,
  sami,
} from './cast.ts'
import type { Caller } from './house.ts'
import { Phone } from './phone.ts'
import { standingHouse } from './standing-house.ts'
import { bareSocket, greeting } from './wire.ts'
import { comment } from './writing.ts'

const house = await standingHouse()

const families = `facility:${apfelhof}:families`
const staff = `facility:${apfelhof}:staff`
const own = (...hats: Caller[]) => hats.map(({ as }) => `member:${as}`)

const expected: [Caller, string[]][] = [
  [anna, [...own(anna), staff, `group:${sonnen}:staff`, `group:${igel}:staff`, `group:${wellen}:staff`]],
  [emre, [...own(emre), staff, `group:${sonnen}:staff`]],
  [frieda, [...own(frieda), staff, `group:${sonnen}:staff`]],
  [clara, [...own(clara, claraOfCouncil), families, `group:${sonnen}:families`, `council:${apfelhof}`]],
  [paula, [...own(paula), families, `group:${sonnen}:families`]],
  [paul, [...own(paul), families, `group:${sonnen}:families`]],
  [sami, [...own(sami), families, `group:${wellen}:families`]],
  [olga, [...own(olga), `facility:${kranichweg}:staff`, `group:${kraniche}:staff`]],
]
const everyRoom = [...new Set(expected.flatMap(([, rooms]) => rooms))] as Room[]

test('[D-02, K-36, K-65] the rooms of a person come from its memberships, of all its hats', async () => {
  for (const [who, rooms] of expected) {
    const listed = orFail(await house.call('room.list', who, {}))
    expect(listed.rooms.map(({ room }) => room).sort()).toEqual([...rooms].sort())
    // Under which hat one asks makes no difference: they are of the person.
    expect(orFail(await house.call('room.list', { ...who, as: null }, {}))).toEqual(listed)
  }
})

test('[D-02] the log of a foreign room opens to nobody, alone or among own ones', async () => {
  await comment(house, paula, forestDay, 'Nur für die Sonnengruppe.')
  await comment(house, sami, gymBags, 'Nur für die Wellengruppe.')
  for (const [who, rooms] of expected) {
    const cursor = (room: Room) => ({ room, logEpoch: 1, seq: 0 })
    for (const room of everyRoom) {
      const asked = await house.call('room.sync', who, { cursors: [cursor(room)] })
      expect([who.as, room, answerOf(asked)]).toEqual([who.as, room, rooms.includes(room) ? 'ok' : 'not-found'])
    }
    const mixed = await house.call('room.sync', who, { cursors: everyRoom.map(cursor) })
    expect([answerOf(mixed), JSON.stringify(mixed).includes('Nur für')]).toEqual(['not-found', false])
  }
})

test('[D-02] what was missed is answered in order, from wherever one asks', async () => {
  const room = `group:${sonnen}:families` as Room
  for (let n = 1; n <= 5; n += 1) await comment(house, paul, forestDay, `Nachricht ${n}`)
  const sync = async (seq: number, logEpoch = 1) =>
    orFail(await house.call('room.sync', paula, { cursors: [{ room, logEpoch, seq }] }))
  const { slices } = await sync(0)
  const events = slices[0]?.events ?? []
  expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6])
  expect(slices[0]?.head).toBe(6)
  for (let seq = 1; seq <= 6; seq += 1) expect((await sync(seq)).slices[0]?.events).toEqual(events.slice(seq))
  // A cursor of another epoch, or one that is ahead of everything, is of no use.
  expect(await sync(0, 2)).toEqual({ slices: [], afresh: [room] })
  expect(await sync(7)).toEqual({ slices: [], afresh: [room] })
})

test('[D-02] no word that a client says puts it into a room', async () => {
  const spy = bareSocket(house, await house.headersOf(sami.person))
  expect(await greeting(spy)).toBe('connected')
  const heard: unknown[] = []
  spy.onAny((...said: unknown[]) => heard.push(said))
  const room = `group:${sonnen}:families`
  for (const word of [
    'join',
    'subscribe',
    'room.join',
    'room',
    'joinRoom',
    'slice',
    'drain',
    'wake',
    'connection',
    'error',
  ])
    spy.emit(word, room, { room }, () => heard.push(word))
  spy.io.engine.write('0/admin,')
  spy.io.engine.write(`2["slice",{"room":"${room}"}]`)
  spy.io.engine.write(`2["join",["${room}"]]`)
  // What the room is told afterwards does not come.
  await comment(house, paula, forestDay, 'Hört Sami mit?')
  const done = orFail(await house.call('room.list', sami, {}))
  await comment(house, paula, parentsEvening, 'Das hört Sami.')
  await expect.poll(() => JSON.stringify(heard)).toContain('Das hört Sami.')
  expect(JSON.stringify(heard)).not.toContain('Hört Sami mit?')
  expect(heard).toHaveLength(1)
  expect(orFail(await house.call('room.list', sami, {})).rooms.map(({ room }) => room)).toEqual(
    done.rooms.map(({ room }) => room),
  )
  spy.close()
})

test('[D-01, D-02] each socket of a person hears, and a call under a foreign hat changes nothing about it', async () => {
  const [one, other] = await Promise.all([Phone.of(house, paula), Phone.of(house, paula)])
  await one.call('announcement.list', sami.as, { facility: apfelhof })
  await one.call('announcement.list', 'x' as MembershipId, { facility: apfelhof })
  const said = await comment(house, paul, forestDay, 'Auf beiden Geräten.')
  for (const phone of [one, other]) await expect.poll(() => phone.screen.texts).toContain(said.text)
  one.leave()
  other.leave()
})
