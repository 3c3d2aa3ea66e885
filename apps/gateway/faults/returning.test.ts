import { setTimeout as pause } from 'node:timers/promises'
import { longestCatchUp } from '@morgenkreis/protocol'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { Crowd } from './crowd.ts'
import { House } from './house.ts'
import { emre, guardians, paul, paula } from './kita.ts'
import { Line } from './line.ts'
import { comesTrue, type Phone } from './phone.ts'
import { wrongs } from './verdict.ts'

let house: House
let shaky: Line
let dead: Line
let talkers: Phone[]
let wandering: Phone
let sleeping: Phone
let halfOpen: Phone
let halfOpenAt: number
let crowd: Crowd

beforeAll(async () => {
  house = await House.open({ mongodbUri: inject('mongodbUri') })
  const { port } = house.gateways[0]!
  shaky = await Line.to(port)
  dead = await Line.to(port)
  talkers = await house.live([...guardians.slice(0, 12), emre], port)
  ;[wandering] = (await house.live([paula], shaky.port)) as [Phone]
  ;[sleeping] = (await house.live([paul], port)) as [Phone]
  ;[halfOpen] = (await house.live([guardians[12]!], dead.port)) as [Phone]
  crowd = new Crowd(house.phones)
  // The far end is gone, and nobody said so: it takes the longest, so it begins here.
  dead.deaden()
  halfOpenAt = performance.now()
})
afterAll(async () => {
  await house.close()
  await Promise.all([shaky.close(), dead.close()])
})

const rereads = (phone: Phone) => phone.entries.filter(({ kind }) => kind === 'reread').length

test('a phone that drops off and returns reads on from its cursor', async () => {
  const before = rereads(wandering)
  crowd.talk(talkers.slice(0, 4), 50)
  await pause(300)
  shaky.refuses = true
  shaky.cut()
  await pause(1_500)
  shaky.refuses = false
  wandering.hurry()
  await wandering.live()
  await pause(300)
  // And now the page is closed and opened again, with what it showed.
  wandering.close()
  await pause(500)
  await wandering.open(shaky.port).live()
  await crowd.fallSilent()
  expect(await wrongs(house.kita, crowd, [wandering, ...talkers])).toEqual([])
  expect(rereads(wandering)).toBe(before)
})

test('a connection of which only one half is left: what is sent goes another way, and what is told is heard in the end', async () => {
  expect(await crowd.say(halfOpen, 'Ist da jemand?')).toBe(true)
  process.stdout.write(`half-open: sent by another way after ${Math.round(performance.now() - halfOpenAt)} ms\n`)
})

test('a phone that was away for more than 500 events drops its state and reads afresh', async () => {
  const before = rereads(sleeping)
  sleeping.close()
  const enough = crowd.record.length + longestCatchUp + 10
  const talkOn = async (phone: Phone) => {
    while (crowd.record.length < enough) await crowd.say(phone)
  }
  await Promise.all(talkers.map(talkOn))
  await sleeping.open(house.gateways[0]!.port).live()
  await comesTrue(() => rereads(sleeping) > before, 'it reads afresh')
  expect(await wrongs(house.kita, crowd, [sleeping, ...talkers.slice(0, 2)])).toEqual([])
})

test('a half-open connection is noticed, and all is heard that was told meanwhile', async () => {
  await comesTrue(() => halfOpen.closedAt.length > 0, 'it is noticed', 45_000)
  process.stdout.write(`half-open: noticed after ${Math.round(performance.now() - halfOpenAt)} ms\n`)
  expect(await wrongs(house.kita, crowd, [halfOpen])).toEqual([])
})
