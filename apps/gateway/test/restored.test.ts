import { randomUUID } from 'node:crypto'
import { sessionCookie, type Room } from '@morgenkreis/protocol'
import { sonnen } from '@morgenkreis/world'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPasswords, features, openGround, readConfig, startGateway } from '../src/index.ts'
import { answerOf, beginningOfFew, forestDay, orFail, paul, paula } from './cast.ts'
import { openHouse, type House } from './house.ts'
import { comment } from './writing.ts'

let house: House
beforeAll(async () => {
  house = await openHouse({}, { beginning: beginningOfFew })
  // Whoever signed in after a backup signs in again.
  for (const { person } of [paul, paula]) await house.tokenOf(person)
})
afterAll(() => house.close())

const room = `group:${sonnen}:families` as Room

/** What a backup of the data holds, and how it is put back. */
async function backUp(): Promise<() => Promise<void>> {
  const { db } = house.ground.database.data
  const collections = await db!.collections()
  const saved = await Promise.all(collections.map(async (one) => ({ one, rows: await one.find().toArray() })))
  return async () => {
    for (const { one, rows } of saved) {
      await one.deleteMany({})
      if (rows.length > 0) await one.insertMany(rows)
    }
  }
}

/** What is done by way of another gateway, which starts on what there is, and ends after it. */
async function restarted<T>(use: (again: House) => Promise<T>): Promise<T> {
  const ground = await openGround(readConfig(house.env), house.clock, pino({ level: 'silent' }))
  const gateway = await startGateway(ground, { features, passwords: createPasswords({ rounds: 1000 }) })
  const { origin } = gateway
  const call: House['call'] = async (name, { person, as }, input, request = randomUUID()) => {
    const headers = { ...(await house.headersOf(person)), 'content-type': 'application/json', origin }
    const body = JSON.stringify({ as, request, input })
    return (await fetch(`${origin}/api/${name}`, { method: 'POST', headers, body })).json() as never
  }
  try {
    return await use({ ...house, ground, gateway, call })
  } finally {
    await gateway.close()
    await ground.database.close()
  }
}

const cursorIn = async ({ call }: House) => {
  const { rooms } = orFail(await call('room.list', paula, {}))
  const { logEpoch, seq } = rooms.find((one) => one.room === room)!
  return { room, logEpoch, seq }
}

test('[I9, N1] after a restore of an older backup every room is read afresh, though as much was told there again', async () => {
  await comment(house, paul, forestDay, 'Vor der Sicherung')
  const restore = await backUp()
  for (const _ of ['a minute', 'another', 'a third']) await house.gateway.work('ticks')
  await comment(house, paul, forestDay, 'Geht verloren')
  const cursor = await cursorIn(house)
  await restore()
  // Somebody forgot to stop this gateway: it hides nothing, however long it runs on.
  for (let n = 0; n < 5; n += 1) await house.gateway.work('ticks')
  await restarted(async (again) => {
    await comment(again, paul, forestDay, 'Steht jetzt an dieser Stelle')
    expect((await cursorIn(again)).seq).toBe(cursor.seq)
    expect(orFail(await again.call('room.sync', paula, { cursors: [cursor] }))).toEqual({ slices: [], afresh: [room] })
  })
})

test('[I9] a gateway that only starts again leaves the logs as they are', async () => {
  const cursor = await restarted(cursorIn)
  await house.gateway.work('ticks')
  expect(await restarted(cursorIn)).toEqual(cursor)
})

test('[I9] a second restore of the same backup is no less a restore', async () => {
  const epochs = [(await restarted(cursorIn)).logEpoch]
  const restore = await backUp()
  for (const _ of ['one', 'another']) {
    await house.gateway.work('ticks')
    house.clock.advance(60_000)
    await restore()
    epochs.push((await restarted(cursorIn)).logEpoch)
  }
  expect(new Set(epochs).size).toBe(3)
})

test('[N1, K-55] a restore of an older backup opens no session that was ended', async () => {
  const closed = await house.installation.openSession(paula.person)
  const post = (name: string, { origin } = house.gateway) =>
    fetch(`${origin}/api/${name}`, {
      method: 'POST',
      headers: { cookie: `${sessionCookie(false)}=${closed}`, origin, 'content-type': 'application/json' },
      body: JSON.stringify({ as: null, input: {} }),
    })
  const restore = await backUp()
  expect((await post('session.close')).status).toBe(200)
  await restore()
  await restarted(async ({ gateway, call }) => {
    expect((await post('session.read', gateway)).status).toBe(401)
    expect(answerOf(await call('session.read', paula, {}))).toBe('ok')
  })
})
