import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ChildId, MembershipId, Tie } from '@morgenkreis/protocol'
import { apfelhof, kim, named, sonnen } from '@morgenkreis/world'
import pino from 'pino'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { createPasswords, features, openGround, readConfig, startGateway } from '../src/index.ts'
import type { LedgerLine } from '../src/shell/ledger/ledger.ts'
import type { TieDoc } from '../src/shell/roster/store.ts'
import { anna, beginningOfFew, clara, emre, forestDay, orFail, paul, paula, sami } from './cast.ts'
import { grant } from './granting.ts'
import { openHouse, type House } from './house.ts'
import { report, settle, waiting } from './moderating.ts'
import { announce, comment } from './writing.ts'

let house: House
beforeAll(async () => {
  house = await openHouse({}, { beginning: beginningOfFew })
})
afterAll(() => house.close())

const day = 24 * 60 * 60 * 1000
const ledgerFolder = () => join(dirname(house.env['ROOT_KEY_FILE']!), 'ledger')
const rowsOf = (name: string) => house.ground.database.data.collection<{ _id: string; [field: string]: unknown }>(name)
const purged = () => house.gateway.work('purge')

/** Another gateway starts on what there is, and ends. */
async function restarted(): Promise<void> {
  const ground = await openGround(readConfig(house.env), house.clock, pino({ level: 'silent' }))
  const gateway = await startGateway(ground, { features, passwords: createPasswords({ rounds: 1000 }) })
  await gateway.close()
  await ground.database.close()
}

/** Every file of the ledger, as it is on disk. */
async function ledgerText(): Promise<string> {
  const files = await readdir(ledgerFolder(), { recursive: true })
  const texts = files
    .filter((file) => file.endsWith('.jsonl'))
    .map((file) => readFile(join(ledgerFolder(), file), 'utf8'))
  return (await Promise.all(texts)).join('')
}
const ledger = async () =>
  (await ledgerText())
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LedgerLine)
const overdue = async (collection: string) => {
  const metrics = await (await fetch(`${house.gateway.origin}/metrics`)).text()
  return Number(new RegExp(`^morgenkreis_overdue_rows\\{collection="${collection}"\\} (\\d+)$`, 'm').exec(metrics)?.[1])
}

test('[K-24, K-82, N1] removed: seven days in the trash, then gone, with a line in the ledger and without content', async () => {
  const said = await comment(house, paula, forestDay, 'Geheimniskrämerei')
  orFail(await house.call('comment.remove', paula, { comment: said.id }))
  house.clock.advance(7 * day - 1)
  await purged()
  expect(await rowsOf('comments').countDocuments({ _id: said.id })).toBe(1)
  house.clock.advance(1)
  await purged()
  expect(await rowsOf('comments').countDocuments({ _id: said.id })).toBe(0)
  // That it was removed by hand may stand there before, as the linker found it.
  expect((await ledger()).filter(({ id, deed }) => id === said.id && deed === 'deleted')).toEqual([
    {
      at: house.clock.now().toISOString(),
      rule: 'trash',
      deed: 'deleted',
      collection: 'comments',
      id: said.id,
      facility: apfelhof,
      keys: [],
    },
  ])
  expect(await ledgerText()).not.toMatch(/Geheim|text|author/)
})

test('[K-05, K-76, D-04] what expired is erased, with what hangs on it, and nothing else', async () => {
  const { id } = await announce(house, emre, { facility: apfelhof, groups: [sonnen] })
  const under = [await comment(house, paula, id, 'eins'), await comment(house, paula, id, 'zwei')]
  const other = await comment(house, paula, forestDay, 'bleibt')
  await rowsOf('announcements').updateOne({ _id: id }, { $set: { expiresAt: house.clock.now() } })
  await purged()
  expect(await rowsOf('announcements').countDocuments({ _id: id })).toBe(0)
  expect(await rowsOf('comments').countDocuments({ announcement: id })).toBe(0)
  expect(await rowsOf('comments').countDocuments({ _id: other.id })).toBe(1)
  const lines = (await ledger()).filter((line) => [id, ...under.map((one) => one.id)].includes(line.id as never))
  expect(lines.map(({ id: gone, rule }) => [gone, rule])).toEqual([
    ...under.map((one) => [one.id, 'hangs-on']),
    [id, 'expired'],
  ])
})

test('[N1] a restore brings nothing back: what the ledger names is gone before anything is served', async () => {
  const kept = await comment(house, paula, forestDay, 'Das bleibt.')
  const said = await comment(house, paula, forestDay, 'Das soll nie wiederkommen.')
  orFail(await house.call('comment.remove', paula, { comment: said.id }))
  const backup = await rowsOf('comments').find().toArray()
  const mark = await rowsOf('ledger_marks').find().toArray()
  house.clock.advance(7 * day)
  await purged()
  expect(await rowsOf('comments').countDocuments({ _id: said.id })).toBe(0)
  // The restore, as a backup of the database has it: its rows of then, and how far it had followed the ledger then.
  await rowsOf('comments').deleteMany({})
  await rowsOf('comments').insertMany(backup)
  await rowsOf('ledger_marks').deleteMany({})
  if (mark.length > 0) await rowsOf('ledger_marks').insertMany(mark)
  await restarted()
  expect(await rowsOf('comments').countDocuments({ _id: said.id })).toBe(0)
  expect(await rowsOf('comments').countDocuments({ _id: kept.id })).toBe(1)
})

test('[N1, D-08, K-35] a restore of an older backup shows nothing that was removed since, lets nobody in who was sent away, and keeps what came back', async () => {
  const removed = await comment(house, paula, forestDay, 'Nach der Sicherung entfernt.')
  const back = await comment(house, paula, forestDay, 'Entfernt und wiederhergestellt.')
  const names = ['comments', 'memberships', 'ledger_marks', 'heads', 'audit']
  const backup = await Promise.all(names.map((name) => rowsOf(name).find().toArray()))
  orFail(await house.call('comment.remove', paula, { comment: removed.id }))
  orFail(await house.call('comment.remove', anna, { comment: back.id }))
  orFail(await house.call('comment.restore', anna, { comment: back.id }))
  orFail(await house.call('membership.remove', anna, { membership: sami.as }))
  await house.gateway.work('linking')
  for (const [n, name] of names.entries()) {
    await rowsOf(name).deleteMany({})
    if (backup[n]!.length > 0) await rowsOf(name).insertMany(backup[n]!)
  }
  await restarted()
  expect(await rowsOf('comments').findOne({ _id: removed.id })).toMatchObject({ gone: 'withdrawn', v: 2 })
  expect(await rowsOf('comments').findOne({ _id: back.id })).toMatchObject({ gone: null, deletedAt: null })
  expect((await rowsOf('memberships').findOne({ _id: sami.as }))?.['endedAt']).toBeInstanceOf(Date)
  expect(await ledgerText()).not.toMatch(/Nach der Sicherung|wiederhergestellt/)
  await house.close()
  house = await openHouse({}, { beginning: beginningOfFew })
})

test('[N1, K-35, N9] a restore of an older backup gives nobody back a child or a right that was taken, and keeps apart who lives apart', async () => {
  const kimNow = async () =>
    orFail(await house.call('child.list', anna, { facility: apfelhof })).children.find(({ id }) => id === kim)!
  const change = async (guardians: Tie[]) => {
    const { v, sign, name } = await kimNow()
    orFail(await house.call('child.change', anna, { child: kim, v, sign, name, guardians }))
  }
  const tie = ({ as: membership }: { as: MembershipId }, apart = false): Tie => ({ membership, custody: true, apart })
  await change([tie(paula), tie(paul), tie(clara)])
  await grant(house, emre.as, ['health', 'moderate'])
  const names = ['children', 'memberships', 'ledger_marks', 'heads', 'audit']
  const backup = await Promise.all(names.map((name) => rowsOf(name).find().toArray()))
  await change([tie(paula), tie(paul, true), tie(clara)])
  await change([tie(paula), tie(paul, true)])
  await grant(house, emre.as, ['moderate'])
  const now = await kimNow()
  await house.gateway.work('linking')
  for (const [n, name] of names.entries()) {
    await rowsOf(name).deleteMany({})
    if (backup[n]!.length > 0) await rowsOf(name).insertMany(backup[n]!)
  }
  await restarted()
  const rowOf = (membership: MembershipId) => rowsOf('memberships').findOne({ _id: membership })
  expect((await rowOf(emre.as))?.['rights']).toEqual(['moderate'])
  const ties = await rowsOf('memberships').find({ 'children.child': kim }).toArray()
  const households = ties.map(({ _id, children }) => [
    _id,
    (children as TieDoc[]).find(({ child }) => child === kim)?.household,
  ])
  expect(Object.fromEntries(households)).toEqual({ [paula.as]: 'a', [paul.as]: 'b' })
  expect((await rowOf(clara.as))?.['children']).toHaveLength(1)
  expect((await rowsOf('children').findOne({ _id: kim }))?.['v']).toBe(now.v)
  // Followed once more it changes nothing: what was decided since then stands.
  const later = { rights: ['health'], v: Number((await rowOf(emre.as))?.['v']) + 1 }
  await rowsOf('memberships').updateOne({ _id: emre.as }, { $set: later })
  await rowsOf('ledger_marks').deleteMany({})
  await restarted()
  expect((await rowOf(emre.as))?.['rights']).toEqual(['health'])
  await house.close()
  house = await openHouse({}, { beginning: beginningOfFew })
})

test('[N1, D-08] a restore of an older backup hides again what was hidden since, and shows what was shown again', async () => {
  const [hidden, shown] = [
    await comment(house, paula, forestDay, 'Bleibt verborgen.'),
    await comment(house, paula, forestDay, 'Bleibt lesbar.'),
  ]
  const things = [hidden, shown].map(({ id }) => ({ kind: 'comment', ref: id }) as const)
  for (const thing of things) await report(house, emre, thing)
  const [first, second] = await Promise.all(things.map((thing) => waiting(house, anna, thing)))
  const names = ['comments', 'ledger_marks']
  const backupNow = () => Promise.all(names.map((name) => rowsOf(name).find().toArray()))
  const restore = async (backup: Awaited<ReturnType<typeof backupNow>>) => {
    await house.gateway.work('linking')
    for (const [n, name] of names.entries()) {
      await rowsOf(name).deleteMany({})
      if (backup[n]!.length > 0) await rowsOf(name).insertMany(backup[n]!)
    }
    await restarted()
  }
  const texts = async () => JSON.stringify(orFail(await house.call('comment.list', emre, { announcement: forestDay })))
  const before = await backupNow()
  orFail(await settle(house, anna, first!.id, 'hidden'))
  await restore(before)
  expect(await texts()).not.toContain(hidden.text)
  orFail(await settle(house, anna, second!.id, 'hidden'))
  const meanwhile = await backupNow()
  orFail(await settle(house, anna, second!.id, 'kept'))
  await restore(meanwhile)
  expect(await texts()).toContain(shown.text)
  expect(await texts()).not.toContain(hidden.text)
})

test('[K-62, K-63, N1] a child that left: seven days later its name, its key and what others called it are gone', async () => {
  // A child of nobody who has a name here.
  const [leaving] = await rowsOf('children').find({ facility: apfelhof }).sort({ _id: -1 }).limit(1).toArray()
  const child = leaving!._id as ChildId
  const keys = house.ground.database.keys.collection('keys')
  const ref = `child:${apfelhof}:${child}`
  expect(await keys.countDocuments({ ref })).toBe(1)
  orFail(await house.call('child.leave', anna, { child }))
  house.clock.advance(7 * day - 1)
  await house.gateway.work('leftovers')
  expect(await rowsOf('children').countDocuments({ _id: child })).toBe(1)
  house.clock.advance(1)
  await house.gateway.work('leftovers')
  expect(await rowsOf('children').countDocuments({ _id: child })).toBe(0)
  expect(await rowsOf('labels').countDocuments({ child })).toBe(0)
  expect(await keys.countDocuments({ ref })).toBe(0)
  const line = (await ledger()).find(({ id, rule }) => id === child && rule === 'left')
  expect(line).toMatchObject({ collection: 'children' })
  expect(line?.keys).toHaveLength(1)
})

test('[D-04] rows that are a day overdue are an alarm, while the ledger cannot be written and nothing is deleted', async () => {
  // What others left in the trash is none of it.
  await purged()
  const said = await comment(house, paula, forestDay, 'Überfällig.')
  await rowsOf('comments').updateOne(
    { _id: said.id },
    { $set: { expiresAt: new Date(house.clock.now().getTime() - day) } },
  )
  const [own] = await readdir(ledgerFolder())
  const name = `${house.clock.now().toISOString().slice(0, 7)}.jsonl`
  const path = join(ledgerFolder(), own!, name)
  const before = await readFile(path).catch(() => null)
  await rm(path, { force: true })
  const putBack = async () => {
    await rm(path, { recursive: true, force: true })
    if (before !== null) await writeFile(path, before)
  }
  onTestFailed(putBack)
  // A folder stands where the file should be: that refuses root, too.
  await mkdir(path)
  await expect(purged()).rejects.toThrow(/EISDIR/)
  expect(await rowsOf('comments').countDocuments({ _id: said.id })).toBe(1)
  await house.gateway.work('overdue')
  expect(await overdue('comments')).toBe(1)
  await putBack()
  await purged()
  await house.gateway.work('overdue')
  expect(await overdue('comments')).toBe(0)
})

test('[K-76, N1] the key of a month goes when nothing of the month is left', async () => {
  const keys = house.ground.database.keys.collection('keys')
  const monthKeys = () => keys.countDocuments({ ref: new RegExp(`^month:${apfelhof}:comments:`) })
  const before = await monthKeys()
  expect(before).toBeGreaterThan(0)
  house.clock.advance(300 * day)
  await purged()
  await house.gateway.work('leftovers')
  expect(await monthKeys()).toBe(before)
  house.clock.advance(130 * day)
  await purged()
  await house.gateway.work('leftovers')
  expect(await rowsOf('comments').countDocuments({ facility: apfelhof })).toBe(0)
  expect(await monthKeys()).toBe(0)
  expect((await ledger()).filter(({ rule }) => rule === 'month').length).toBeGreaterThanOrEqual(before)
})

test('[K-79] who left keeps a name here for six months, then the texts are those of a former member', async () => {
  const { person } = named.paul
  expect(await rowsOf('profiles').countDocuments({ facility: apfelhof, person })).toBe(1)
  await rowsOf('memberships').updateMany({ person }, { $set: { endedAt: house.clock.now() } })
  house.clock.advance(180 * day)
  await house.gateway.work('leftovers')
  expect(await rowsOf('profiles').countDocuments({ facility: apfelhof, person })).toBe(1)
  house.clock.advance(5 * day)
  await house.gateway.work('leftovers')
  expect(await rowsOf('profiles').countDocuments({ facility: apfelhof, person })).toBe(0)
})

test('[K-24, N1] a look for what is over reads what is over, however much is kept', async () => {
  const { db } = house.ground.database.data
  const collections = await db!.collections()
  const indexed = await Promise.all(
    collections.map(async (one) => [one, await one.indexExists('heldUntil_1')] as const),
  )
  const perishing = indexed.flatMap(([one, perishes]) => (perishes ? [one.collectionName] : []))
  expect(perishing.length).toBeGreaterThan(15)
  const expiresAt = new Date(house.clock.now().getTime() + day)
  const kept = Array.from({ length: 300 }, (_one, n) => ({
    ...{ _id: `kept-${n}`, deletedAt: null, expiresAt, proof: { preview: `kept-${n}` } },
  }))
  for (const name of ['comments', 'messages'])
    await rowsOf(name).insertMany(kept, { bypassDocumentValidation: true, ordered: false })
  await db!.command({ profile: 2 })
  await purged()
  await house.gateway.work('overdue')
  await db!.command({ profile: 0 })
  const looks = await db!
    .collection('system.profile')
    .find({ ns: { $in: perishing.map((name) => `${db!.databaseName}.${name}`) } })
    .toArray()
  const wide = looks.filter(({ docsExamined, planSummary }) => docsExamined > 20 || planSummary === 'COLLSCAN')
  expect(looks.length).toBeGreaterThan(4 * 15)
  expect(wide.map(({ ns, planSummary, command }) => ({ ns, planSummary, command }))).toEqual([])
  for (const name of ['comments', 'messages']) await rowsOf(name).deleteMany({ _id: /^kept-/ })
})
