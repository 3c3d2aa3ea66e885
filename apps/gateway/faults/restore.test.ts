import type { Collection, Document } from 'mongodb'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { Crowd } from './crowd.ts'
import { House } from './house.ts'
import { emre, guardians, paul, paula } from './kita.ts'
import { MongoLine } from './mongo-line.ts'
import { comesTrue, type Phone } from './phone.ts'
import { wrongs } from './verdict.ts'

let house: House
let mongo: MongoLine
let phones: Phone[]
let crowd: Crowd

beforeAll(async () => {
  mongo = await MongoLine.to(inject('mongodbUri'))
  house = await House.open({ mongodbUri: inject('mongodbUri'), gateways: 2, lines: [undefined, mongo] })
  const [first, second] = house.gateways
  phones = await house.live([paula, guardians[0]!, guardians[1]!], first!.port)
  phones.push(...(await house.live([paul, emre], second!.port)))
  crowd = new Crowd(phones)
})
afterAll(() => house.close())

const stored = (name: string): Collection<Document> => house.kita.ground.database.data.db!.collection(name)
const rereads = (phone: Phone) => phone.entries.filter(({ kind }) => kind === 'reread').length
const first = () => phones[0]!

/** Everybody shows what a fresh read shows. */
async function allConverge(): Promise<void> {
  const fresh = JSON.stringify((await first().readThread()).comments)
  const shows = ({ thread }: Phone) => JSON.stringify(thread.items) === fresh
  await comesTrue(() => phones.every(shows), 'everybody shows what is stored')
}

test('[I9] another epoch of the log under connected clients: everybody reads afresh, without any word of theirs', async () => {
  for (const phone of phones) await crowd.say(phone)
  const before = phones.map(rereads)
  await stored('heads').updateMany({}, { $inc: { logEpoch: 1 } })
  await comesTrue(() => phones.every((phone, n) => rereads(phone) > before[n]!), 'all read afresh', 5_000)
  for (const phone of phones) await crowd.say(phone)
  expect(await wrongs(house.kita, crowd, phones)).toEqual([])
})

test('[I9] a restore: what was said after the backup is on no screen any more, and the new log is heard', async () => {
  const names = ['comments', 'journal', 'heads']
  const backup = await Promise.all(names.map((name) => stored(name).find().toArray()))
  await crowd.say(first(), 'Nach der Sicherung')
  await comesTrue(
    () => phones.every(({ thread }) => JSON.stringify(thread).includes('Nach der Sicherung')),
    'all show it',
  )
  await Promise.all(house.gateways.map((gateway) => gateway.kill()))
  for (const [n, name] of names.entries()) {
    await stored(name).deleteMany({})
    if (backup[n]!.length > 0) await stored(name).insertMany(backup[n]!)
  }
  // Both find at once that the data have counted less than stands beside the ledger.
  await stored('ticks').updateOne({}, { $inc: { n: -1 } })
  await Promise.all([house.restart(0), house.restart(1)])
  for (const phone of phones) phone.hurry()
  await Promise.all(phones.map((phone) => phone.live()))
  await allConverge()
  expect(JSON.stringify(first().thread)).not.toContain('Nach der Sicherung')
  await crowd.say(phones[3]!, 'Es geht weiter')
  await allConverge()
  expect(JSON.stringify(first().thread)).toContain('Es geht weiter')
})

test('[I9] a journal that has forgotten what comes next: whoever lacks it reads afresh, and hears on', async () => {
  const before = rereads(phones[3]!)
  // The second gateway hears of nothing while three things happen, and the first of them is forgotten.
  mongo.line.flow = { there: 'stands', back: 'stands' }
  const { n } = (await stored('journal').find().sort({ n: -1 }).limit(1).next()) as { n?: number } & Document
  for (const words of ['eins', 'zwei', 'drei']) await crowd.say(first(), words)
  await stored('journal').deleteOne({ n: n! + 1 })
  mongo.line.flow = { there: 'flows', back: 'flows' }
  await comesTrue(() => rereads(phones[3]!) > before, 'they read afresh')
  await crowd.say(first(), 'vier')
  await allConverge()
  const last = phones[3]!.entries.at(-1)
  expect(last).toMatchObject({ kind: 'told', text: expect.stringContaining('vier') })
})
