import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PersonId } from '@morgenkreis/protocol'
import mongoose, { type Connection } from 'mongoose'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { epochsBeside, keyRowsIn, openKeyRows, type KeyRows } from '../src/shell/key-rows.ts'
import { createKeys, Shredded } from '../src/shell/keys.ts'
import { addEpoch, createRootKey } from '../src/shell/root-key-file.ts'
import { readRootKey } from '../src/shell/root-key.ts'
import { noteEpochs, wrapUnderNewest } from '../src/shell/rotation/epochs.ts'
import { orStaysForKeys, orStaysInFile } from '../src/shell/rotation/leaving.ts'

const day = 24 * 60 * 60 * 1000
const name = `root-key-${randomUUID()}`
const main = fileURLToPath(new URL('../src/root-key.ts', import.meta.url))

let connection: Connection
let folder: string
let file: string
let rows: KeyRows
beforeAll(async () => {
  connection = mongoose.createConnection(inject('mongodbUri'))
  await connection.asPromise()
  folder = await mkdtemp(join(tmpdir(), 'morgenkreis-root-key-'))
  file = join(folder, 'root.key')
  await createRootKey(file)
  rows = await openKeyRows(connection.getClient().db(name))
  const keys = createKeys({ rows, root: await readRootKey(file), now: () => new Date() })
  await keys.prepare([0, 1].map(() => ({ kind: 'person', person: PersonId.parse(randomUUID()) })))
  await addEpoch(file)
})
afterAll(async () => {
  await connection.getClient().db(name).dropDatabase()
  await connection.close()
  await rm(folder, { recursive: true })
})

/** What the operator writes, and what comes back. */
async function run(written: readonly string[], uri = inject('mongodbUri')) {
  const settings = { ROOT_KEY_FILE: file, KEYS_MONGODB_URI: uri, KEYS_DATABASE: name }
  const child = spawn(process.execPath, [main, ...written], { env: { ...process.env, ...settings } })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (some: Buffer) => (said += String(some)))
  return { code: await new Promise((end) => child.once('close', end)), said }
}

const asked = async (epoch: number, { of = rows, now = new Date() }: { of?: KeyRows; now?: Date } = {}) =>
  orStaysForKeys(epoch, { rows: of, root: await readRootKey(file), now: () => now })
/** As a gateway does every minute. */
const kept = async (now: Date) => {
  const parts = { rows, root: await readRootKey(file), now: () => now }
  await wrapUnderNewest(parts)
  await noteEpochs(parts)
}

test('[N1] wrongly written, out of reach, or still needed: one sentence that says what to do, and the file stays', async () => {
  const before = await readFile(file, 'utf8')
  const needed = await rows.countDocuments({ parent: 'root:1' })
  const answers = await Promise.all([
    run(['remove', 'one']),
    run(['remove', '1'], 'mongodb://127.0.0.1:1/?directConnection=true'),
    run(['remove', '1']),
  ])
  const sentences = [/or "npm run root-key -- remove 1" to remove epoch 1/, /does not answer, so nothing was removed/]
  for (const [at, sentence] of [...sentences, new RegExp(`^${needed} keys? hangs? under epoch 1: `)].entries()) {
    expect(answers[at]).toEqual({ code: 1, said: expect.stringMatching(sentence) as string })
    expect(answers[at]?.said).toMatch(/^[^\n]+\.\n$/)
  }
  const root = await readRootKey(file)
  expect(() => orStaysInFile(2, root)).toThrow(/Epoch 2 is the newest/)
  expect(() => orStaysInFile(7, root)).toThrow(/no epoch 7, only 1, 2/)
  expect(await readFile(file, 'utf8')).toBe(before)
})

test('[N1, data at rest] for a database that is not this file’s own nothing leaves, nor before a backup of the keys is over', async () => {
  const empty = keyRowsIn(connection.getClient().db(`${name}-empty`))
  await expect(asked(1, { of: empty })).rejects.toThrow(/opens no key of this database/)
  const [seen, away] = [new Date(), new Date(Date.now() - 8 * day)]
  await kept(seen)
  await expect(asked(1, { now: new Date(seen.getTime() + 7 * day - 1) })).rejects.toThrow(
    /Backups of the keys need epoch 1/,
  )
  await asked(1, { now: new Date(seen.getTime() + 7 * day) })
  await epochsBeside(rows).updateOne({ _id: 1 }, { $unset: { leftAt: true } })
  await expect(asked(1)).rejects.toThrow(/No gateway has seen yet/)
  await kept(away)
})

test('[N1] what no key and no backup needs leaves the file, which is whole and for its owner alone', async () => {
  const [, second] = (await readFile(file, 'utf8')).split('\n')
  const { code, said } = await run(['remove', '1'])
  expect([code, said]).toEqual([0, expect.stringMatching(/^Epoch 1 is no longer in .+: put the file in the place/)])
  expect(await readFile(file, 'utf8')).toBe(`${second}\n`)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  // What lives opens with what is left.
  const root = await readRootKey(file)
  const keys = createKeys({ rows, root, now: () => new Date() })
  const ids = await rows.distinct('_id')
  await keys.load(ids)
  expect(ids.filter((id) => keys.ofId(id) === Shredded)).toEqual([])
})
