import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { apfelhof, sonnen } from '@morgenkreis/world'
import { expect, test } from 'vitest'
import { Linker } from '../src/shell/audit/linker.ts'
import { Pseudonyms } from '../src/shell/audit/pseudonyms.ts'
import { RecentRows } from '../src/shell/audit/recent-rows.ts'
import { verifyAudit } from '../src/shell/audit/verify.ts'
import type { AuditRow } from '../src/shell/audit/store.ts'
import { anna, claraOfCouncil, emre, forestDay, orFail, paula } from './cast.ts'
import { standingHouse } from './standing-house.ts'
import { announce, comment } from './writing.ts'

const house = await standingHouse()

const stream = `facility:${apfelhof}` as const
const links = () => house.ground.audit.links.model.find({ stream }).sort({ n: 1 }).lean()
const rows = () => house.ground.journal.journal.model.find({ stream }).sort({ n: 1 }).lean()
const linked = () => house.gateway.work('linking')
const verified = () => verifyAudit(house.ground)
const day = 24 * 60 * 60 * 1000

/** Does this while nothing is linked: another gateway is thought to do that. */
async function unlinked<T>(act: () => Promise<T>): Promise<T> {
  const { native } = house.ground.leases
  const taken = { holder: 'another gateway', until: new Date(Date.now() + day) }
  await native.updateOne({ _id: 'linking' }, { $set: taken }, { upsert: true })
  await linked()
  try {
    return await act()
  } finally {
    await native.deleteOne({ _id: 'linking' })
  }
}

/** Ends with the code and what it printed. */
async function verifier(): Promise<{ code: number | null; said: string }> {
  const main = fileURLToPath(new URL('../src/audit-verify.ts', import.meta.url))
  const child = spawn(process.execPath, [main], { env: { ...process.env, ...house.env } })
  let said = ''
  child.stdout.on('data', (some: Buffer) => (said += String(some)))
  child.stderr.on('data', (some: Buffer) => (said += String(some)))
  return { code: await new Promise((end) => child.once('close', end)), said }
}

test('[K-72] who did what to which record when, by a pseudonym, with the names of the fields and no content', async () => {
  const { id } = await announce(house, emre, { facility: apfelhof, groups: [sonnen] })
  const said = await comment(house, paula, id, 'Das steht in keinem Protokoll.')
  orFail(await house.call('comment.remove', anna, { comment: said.id }))
  await linked()
  const chain = await links()
  expect(chain.map(({ operation, ref }) => [operation, ref])).toEqual([
    ['announcement.publish', id],
    ['comment.publish', said.id],
    ['comment.remove', said.id],
  ])
  expect(chain[1]?.fields).toContain('text')
  expect(new Set(chain.map(({ who }) => who)).size).toBe(3)
  const text = JSON.stringify(chain)
  for (const word of ['Das steht in keinem Protokoll', emre.as, paula.as, anna.as, paula.person])
    expect(text).not.toContain(word)
  const actors = await house.ground.audit.pseudonyms.model.find({ _id: chain[2]!.who! }).lean()
  expect(actors).toMatchObject([{ actor: anna.as, stream }])
})

test('[K-72] one person has one pseudonym in a facility, and each journal row is linked once, whoever links', async () => {
  await comment(house, paula, forestDay, 'Noch etwas.')
  await Promise.all([linked(), linked(), linked()])
  await linked()
  const chain = await links()
  expect(chain.map(({ n }) => n)).toEqual((await rows()).map(({ n }) => n))
  expect(chain.at(-1)?.who).toBe(chain[1]?.who)
  expect(await verified()).toEqual({ links: chain.length, lost: 0, broken: null })
})

test('[K-73] the verifier finds the first broken link, whatever was done to it', async () => {
  const { native } = house.ground.audit.links
  const chain = await links()
  expect(await verifier()).toEqual({ code: 0, said: `The audit holds: ${chain.length} links.\n` })
  const second = chain[1]!
  const breaks: [Partial<AuditRow> | null, string][] = [
    [{ who: chain[0]!.who }, 'altered'],
    [{ ref: chain[0]!.ref }, 'altered'],
    [{ at: new Date(second.at.getTime() + 1) }, 'altered'],
    [{ fields: ['title'] }, 'altered'],
    [{ hash: chain[0]!.hash }, 'altered'],
    [{ operation: null }, 'altered'],
    [null, 'missing'],
  ]
  for (const [set, why] of breaks) {
    if (set === null) await native.deleteOne({ _id: second._id })
    else await native.updateOne({ _id: second._id }, { $set: set })
    expect((await verified()).broken).toEqual({ stream, n: 2, why })
    if (set === null)
      expect(await verifier()).toEqual({
        code: 1,
        said: `The audit is broken at link 2 of ${stream}: it is missing.\n`,
      })
    await native.replaceOne({ _id: second._id }, second, { upsert: true })
  }
  expect((await verified()).broken).toBeNull()
})

test('[K-73] rows that the journal lost before they were linked are noted in the chain, which goes on', async () => {
  await linked()
  const before = (await links()).length
  // Whoever committed them would know them still.
  const { journal, audit, macs } = house.ground
  const parts = { journal, audit, macs, clock: house.clock, recent: new RecentRows(), note: () => Promise.resolve() }
  const another = new Linker({ ...parts, pseudonyms: new Pseudonyms(audit) })
  await unlinked(async () => {
    const lost = [await comment(house, paula, forestDay, 'eins'), await comment(house, paula, forestDay, 'zwei')]
    await journal.journal.model.deleteMany({ ref: { $in: lost.map(({ id }) => id) } })
    await comment(house, paula, forestDay, 'drei')
    await another.link()
  })
  const chain = await links()
  expect(chain.slice(before).map(({ from, n, operation }) => [from, n, operation])).toEqual([
    [before + 1, before + 2, null],
    [before + 3, before + 3, 'comment.publish'],
  ])
  expect(await verified()).toEqual({ links: before + 2, lost: 2, broken: null })
  await unlinked(async () => {
    const one = await comment(house, paula, forestDay, 'vier')
    await journal.journal.model.deleteMany({ ref: one.id })
    await another.link()
  })
  await linked()
  expect(await verified()).toEqual({ links: before + 3, lost: 3, broken: null })
})

test('[K-72] a month that is over is sealed, and a seal shows what was taken from its end', async () => {
  house.clock.advance(40 * day)
  await comment(house, paula, forestDay, 'Im nächsten Monat.')
  await linked()
  await house.gateway.work('leftovers')
  const [sealed] = await house.ground.audit.segments.model.find({ stream }).lean()
  const chain = await links()
  expect(sealed).toMatchObject({ from: 1, to: chain.at(-2)!.n, last: chain.at(-2)!.hash, droppedAt: null })
  expect((await verified()).broken).toBeNull()
  const { native } = house.ground.audit.links
  const taken = chain.slice(-2)
  await native.deleteMany({ _id: { $in: taken.map(({ _id }) => _id) } })
  expect((await verified()).broken).toEqual({ stream, n: taken[0]!.n, why: 'missing' })
  await native.insertMany(taken)
  await house.ground.audit.segments.native.updateOne({ _id: sealed!._id }, { $set: { to: sealed!.to - 1 } })
  expect((await verified()).broken).toEqual({ stream, n: 1, why: 'seal' })
  await house.ground.audit.segments.native.updateOne({ _id: sealed!._id }, { $set: { to: sealed!.to } })
  expect((await verified()).broken).toBeNull()
})

test('[K-73] what was taken from the end of the open month is missing, unless the journal has it still to be linked', async () => {
  await linked()
  const [last] = (await links()).slice(-1)
  const row = (await rows()).find(({ n }) => n === last!.n)
  const { audit, journal } = house.ground
  await unlinked(async () => {
    await audit.links.native.deleteOne({ _id: last!._id })
    expect((await verified()).broken).toBeNull()
    await journal.journal.native.deleteOne({ _id: row!._id })
    expect((await verified()).broken).toEqual({ stream, n: last!.n, why: 'missing' })
    await audit.links.native.insertOne(last!)
  })
  expect((await verified()).broken).toBeNull()
})

test('[K-73] a sealed month that somebody without the key dropped is found, whatever was written beside it', async () => {
  const { segments, links: stored } = house.ground.audit
  const [sealed] = await segments.model.find({ stream }).lean()
  const { segment, from } = sealed!
  const taken = await stored.model.find({ stream, segment }).lean()
  await stored.native.deleteMany({ stream, segment })
  for (const dropped of [undefined, sealed!.seal]) {
    await segments.native.updateOne(
      { _id: sealed!._id },
      { $set: { droppedAt: house.clock.now(), ...(dropped && { dropped }) } },
    )
    expect((await verified()).broken).toEqual({ stream, n: from, why: 'seal' })
  }
  await segments.native.replaceOne({ _id: sealed!._id }, sealed!)
  await stored.native.insertMany(taken)
  expect((await verified()).broken).toBeNull()
})

test('[K-72, K-76] a segment older than the audit period is dropped whole, and the chain goes on from it', async () => {
  const chain = await links()
  house.clock.advance(366 * day)
  await house.gateway.work('leftovers')
  const left = await links()
  expect(left.length).toBeLessThan(chain.length)
  expect((await verified()).broken).toBeNull()
  await announce(house, claraOfCouncil, { facility: apfelhof, groups: 'all' })
  await linked()
  const after = await links()
  expect(after.at(-1)).toMatchObject({ n: chain.at(-1)!.n + 1, before: chain.at(-1)!.hash })
  expect(await verified()).toEqual({ links: after.length, lost: 0, broken: null })
})
