import { appendFile, mkdtemp, readdir, readFile, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Ledger, LedgerUnusable, type LedgerLine, type Position } from './ledger.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'morgenkreis-ledger-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const now = new Date('2026-11-25T07:30:00Z')
const line = (id: string): LedgerLine => ({
  at: now.toISOString(),
  rule: 'trash',
  deed: 'deleted',
  collection: 'comments',
  id,
  facility: null,
  keys: [],
})

test('[N1] how far the data had counted stands there whole, and nothing where it never was noted', async () => {
  const ledger = await Ledger.open(folder, 'one')
  expect(await ledger.ticks()).toBe(0)
  await Promise.all([5, 5, 5].map((n) => ledger.noteTicks(n)))
  expect(await ledger.ticks()).toBe(5)
  expect((await readdir(join(folder, 'one'))).sort()).toEqual(['open', 'ticks'])
  expect(await (await Ledger.open(folder, 'other')).ticks()).toBe(0)
})

async function after(ledger: Ledger, position: Position | null) {
  const ids: string[] = []
  let end = position
  for await (const part of ledger.after(position)) {
    ids.push(...part.lines.map(({ id }) => id))
    end = part.end
  }
  return { ids, end }
}

test('[N1] the ledger is read from where somebody had got to, over the end of a month', async () => {
  const ledger = await Ledger.open(folder, 'one')
  const first = await ledger.write([line('a'), line('b')], now)
  await ledger.write([line('c')], now)
  await ledger.write([line('d')], new Date('2026-12-01T00:00:00Z'))
  expect((await after(ledger, null)).ids).toEqual(['a', 'b', 'c', 'd'])
  const { ids, end } = await after(ledger, first)
  expect(ids).toEqual(['c', 'd'])
  expect((await after(ledger, end)).ids).toEqual([])
})

test('[N1] a line that a crash cut off harms none that comes after it', async () => {
  const ledger = await Ledger.open(folder, 'one')
  await ledger.write([line('a')], now)
  const [name] = (await readdir(join(folder, 'one'))).filter((one) => one.endsWith('.jsonl'))
  await appendFile(join(folder, 'one', name!), JSON.stringify(line('cut')).slice(0, 40))
  await (await Ledger.open(folder, 'one')).write([line('b')], now)
  expect((await after(ledger, null)).ids).toEqual(['a', 'b'])
  expect(await readFile(join(folder, 'one', name!), 'utf8')).toMatch(/\n$/)
})

test('[N1] a ledger shorter than it was is another one: all of it counts', async () => {
  const ledger = await Ledger.open(folder, 'one')
  const end = await ledger.write([line('a'), line('b')], now)
  await truncate(join(folder, 'one', end.file), end.bytes / 2)
  expect((await after(ledger, end)).ids).toEqual(['a'])
})

test('[N1] installations have ledgers of their own, and one that cannot be written is said so in a sentence', async () => {
  await (await Ledger.open(folder, 'one')).write([line('a')], now)
  expect((await after(await Ledger.open(folder, 'two'), null)).ids).toEqual([])
  await appendFile(join(folder, 'file'), '')
  const failed = await Ledger.open(join(folder, 'file'), 'one').catch((error: unknown) => error)
  expect(failed).toBeInstanceOf(LedgerUnusable)
  expect((failed as Error).message).toMatch(/set LEDGER_FOLDER to a folder that this process may read and write\.$/)
})
