import { apfelhof } from '@morgenkreis/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anna, answerOf, beginningOfFew, emre, orFail, paula } from './cast.ts'
import { openHouse, type House } from './house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse({}, { beginning: beginningOfFew })
})
afterAll(() => house.close())

test('[K-35] what is read of all facilities while the head decides is answered as it is after that, not refused', async () => {
  const answers: string[] = []
  let deciding = true
  const reading = [emre, paula].map(async (who) => {
    const { rooms } = orFail(await house.call('room.list', who, {}))
    while (deciding) {
      const replies = await Promise.all([
        house.call('room.list', who, {}),
        house.call('room.sync', who, { cursors: rooms }),
        house.call('session.read', who, {}),
        house.call('account.read-own', who, {}),
      ])
      answers.push(...replies.map(answerOf))
    }
  })
  for (let turn = 0; turn < 20; turn += 1)
    orFail(await house.call('module.switch', anna, { facility: apfelhof, module: 'polls', on: turn % 2 === 0 }))
  deciding = false
  await Promise.all(reading)
  expect(answers.length).toBeGreaterThan(40)
  expect(answers.filter((answer) => answer !== 'ok')).toEqual([])
})
