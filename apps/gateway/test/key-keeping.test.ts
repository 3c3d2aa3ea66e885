import { randomUUID } from 'node:crypto'
import { PersonId, type ChildId, type GroupId } from '@morgenkreis/protocol'
import { apfelhof } from '@morgenkreis/world'
import pino from 'pino'
import { expect, test } from 'vitest'
import { createPasswords, features, openGround, readConfig, startGateway } from '../src/index.ts'
import { monthRef, type LeafRef } from '../src/shell/key-ref.ts'
import { createKeys, Shredded } from '../src/shell/keys.ts'
import { readRootKey } from '../src/shell/root-key.ts'
import { anna, forestDay, orFail, paula } from './cast.ts'
import { standingHouse } from './standing-house.ts'
import { comment } from './writing.ts'

const house = await standingHouse()

const day = 24 * 60 * 60 * 1000
const rows = () => house.ground.keyRows
const allIds = async () => (await rows().distinct('_id')).sort()
const sweep = () => house.gateway.work('orphans')
const person = (): LeafRef => ({ kind: 'person', person: PersonId.parse(randomUUID()) })

async function metric(name: string): Promise<number> {
  const metrics = await (await fetch(`${house.gateway.origin}/metrics`)).text()
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics)?.[1])
}

/** Another gateway starts on what there is, and ends. */
async function restarted(): Promise<void> {
  const ground = await openGround(readConfig(house.env), house.clock, pino({ level: 'silent' }))
  const gateway = await startGateway(ground, { features, passwords: createPasswords({ rounds: 1000 }) })
  await gateway.close()
  await ground.database.close()
}

/** A key that is stored for data which never are. */
async function orphan(ref: LeafRef): Promise<string> {
  await house.ground.keys.prepare([ref])
  return house.ground.keys.ofRef(ref).id
}

test('[data at rest] a key whose data were never stored is destroyed after a day, and no other key of a whole Kita', async () => {
  const used = await allIds()
  const kinds = new Set((await rows().distinct('ref')).map((ref) => ref.split(':')[0]))
  expect([...kinds].sort()).toEqual(['child', 'facility', 'macs', 'month', 'person', 'platform', 'wraps'])
  const id = await orphan(person())
  house.clock.advance(day - 1)
  await sweep()
  await sweep()
  expect(await allIds()).toContain(id)
  house.clock.advance(1)
  await sweep()
  expect(await allIds()).toContain(id)
  await sweep()
  expect(await allIds()).toEqual(used)
  expect(await metric('morgenkreis_swept_keys')).toBe(1)
  expect(house.logged.join('')).toMatch(/"keys":1,"msg":"keys without data were destroyed"/)
})

test('[data at rest] a sweep between a key and its data takes nothing, not even when the clock jumps by days meanwhile', async () => {
  const { sealer } = house.ground
  const { prepare } = sealer
  const before = new Set(await allIds())
  sealer.prepare = async (refs) => {
    await prepare(refs)
    await sweep()
    await sweep()
    house.clock.advance(2 * day)
    await sweep()
  }
  const { group } = (await house.ground.roster.children.native.findOne({ facility: apfelhof }))!
  const input = {
    facility: apfelhof,
    group: group as GroupId,
    sign: 'owl' as const,
    name: 'Neu im Haus',
    guardians: [],
  }
  const joining = house.call('child.join', anna, input).finally(() => (sealer.prepare = prepare))
  const joined = orFail(await joining)
  await sweep()
  await sweep()
  const made = (await rows().find().toArray()).filter(({ _id }) => !before.has(_id))
  expect(made.map(({ ref }) => ref)).toContain(`child:${apfelhof}:${joined.id}`)
})

test('[data at rest] the key of a month that one broken commit left behind is there for the next one', async () => {
  const ref = monthRef(apfelhof, 'comments', new Date(house.clock.now().getTime() + 2 * day))
  const id = await orphan(ref)
  house.clock.advance(2 * day)
  await sweep()
  await sweep()
  const said = await comment(house, paula, forestDay, 'Unter dem Schlüssel, der übrig war.')
  await sweep()
  await sweep()
  expect(await rows().distinct('_id', { ref: `month:${apfelhof}:comments:${said.at.slice(0, 7)}` })).toEqual([id])
})

test('[N1] a restored keys database: what was destroyed is so again, the old parents go again, and what lives stays readable', async () => {
  const names = ['keys', 'epochs', 'ledger_marks']
  const keysOf = (name: string) => house.ground.database.keys.collection(name)
  const [leaving] = await house.ground.roster.children.native.find({ facility: apfelhof }).sort({ _id: -1 }).toArray()
  const child = leaving!._id as ChildId
  const parents = () => rows().distinct('_id', { ref: `wraps:${apfelhof}` })
  const backup = await Promise.all(names.map((name) => keysOf(name).find().toArray()))
  const [old] = await parents()
  orFail(await house.call('child.leave', anna, { child }))
  house.clock.advance(7 * day)
  await house.gateway.work('leftovers')
  house.clock.advance(7 * day)
  await house.gateway.work('keys')
  const kept = await allIds()
  expect(await parents()).not.toContain(old)
  // The data have followed the ledger up to here: only the keys come from a backup.
  await restarted()

  for (const [n, name] of names.entries()) {
    await keysOf(name).deleteMany({})
    if (backup[n]!.length > 0) await keysOf(name).insertMany(backup[n]!)
  }
  expect(await parents()).toEqual([old])
  await restarted()
  expect(await rows().countDocuments({ ref: `child:${apfelhof}:${child}` })).toBe(0)
  await house.gateway.work('keys')

  const there = await parents()
  expect(there).toHaveLength(1)
  expect(there).not.toContain(old)
  const root = await readRootKey(house.env['ROOT_KEY_FILE']!)
  const keys = createKeys({ rows: rows(), root, now: () => house.clock.now() })
  const living = kept.filter((id) => backup[0]!.some(({ _id }) => String(_id) === id))
  expect(living.length).toBeGreaterThan(10)
  await keys.load(living)
  expect(living.filter((id) => keys.ofId(id) === Shredded)).toEqual([])
})

test('[N1] /metrics says how old the oldest epoch is that keys need, and how many keys should be new by now', async () => {
  await house.gateway.work('key-figures')
  expect(await metric('morgenkreis_overdue_keys')).toBe(0)
  const before = await metric('morgenkreis_root_epoch_age_seconds')
  house.clock.advance(38 * day)
  await house.gateway.work('key-figures')
  expect(await metric('morgenkreis_root_epoch_age_seconds')).toBe(before + (38 * day) / 1000)
  // The child that left in the test before was destroyed longer ago than that.
  expect(await metric('morgenkreis_overdue_keys')).toBeGreaterThan(0)
})
