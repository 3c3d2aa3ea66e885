import type { AnnouncementId } from '@morgenkreis/protocol'
import { apfelhof, sonnen } from '@morgenkreis/world'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { House, type Fault } from './house.ts'
import { emre, paula } from './kita.ts'
import { comesTrue, type Phone } from './phone.ts'

let house: House
/** On the second gateway, which stays. */
let author: Phone
let reader: Phone

beforeAll(async () => {
  house = await House.open({ mongodbUri: inject('mongodbUri'), gateways: 2 })
  const [one, other] = await house.live([emre, paula], house.gateways[1]!.port)
  ;[author, reader] = [one!, other!]
})
afterAll(() => house.close())

/** Waits, from now on, for so many milliseconds. */
async function schedule(ms: number): Promise<AnnouncementId> {
  const draft = { facility: apfelhof, groups: [sonnen] }
  const destination = { kind: 'announcement' as const, ...draft }
  const { token } = await author.ask('audience.preview', { destination, language: 'de' })
  const { id } = await author.change('announcement.publish', {
    ...{ ...draft, title: 'Um sieben', text: 'Kommt von selbst.', publishAt: new Date(Date.now() + ms).toISOString() },
    acknowledgement: { preview: token, accepted: true },
  })
  return id
}

const times = (id: AnnouncementId, { entries }: Phone) =>
  entries.filter((entry) => entry.kind === 'told' && entry.event === 'announcement.published' && entry.ref === id)
    .length
const rows = (id: AnnouncementId) =>
  house.kita.ground.journal.journal.model.countDocuments({ ref: id, name: 'announcement.published' })

/** The first gateway holds the job from now on: the second is stopped while it is free. */
async function firstHolds(): Promise<void> {
  const leases = house.kita.ground.leases.native
  const job = { _id: 'announcements that are due' }
  house.signal(1, 'SIGSTOP')
  // What the second had under way when it was stopped may take the job once more, but not twice.
  for (const time of ['once', 'twice']) {
    await leases.updateOne(job, { $set: { holder: '', until: new Date(0) } })
    await comesTrue(async () => (await leases.findOne(job))?.['holder'] !== '', `the job was taken ${time}`)
  }
  house.signal(1, 'SIGCONT')
}

const deaths: [string, Fault | undefined][] = [
  ['after it committed, before anybody was told', 'dies-before-reply'],
  ['a while after it committed, with nobody told', 'dies-before-telling'],
]
test.each(deaths)('[I1, I2, K-85] a gateway killed %s: what was scheduled is told once', async (_when, fault) => {
  await house.restart(0, fault)
  await firstHolds()
  const id = await schedule(7_000)
  house.signal(0, 'SIGUSR2')
  expect(await house.gateways[0]!.exited).toBe(137)
  await comesTrue(() => [reader, author].every((phone) => times(id, phone) > 0), 'both were told')
  expect([await rows(id), times(id, reader), times(id, author)]).toEqual([1, 1, 1])
})

test('[I1, K-85] a gateway killed before the time comes: another takes the job over when the lease is over', async () => {
  await house.restart(0)
  await firstHolds()
  const id = await schedule(7_000)
  await house.gateways[0]!.kill()
  await comesTrue(() => times(id, reader) > 0, 'it was told')
  expect([await rows(id), times(id, reader)]).toEqual([1, 1])
})
